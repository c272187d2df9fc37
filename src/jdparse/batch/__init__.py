"""A whole job board: files in, tables out, in parts that survive being killed.

inputs ─rows→ parts ─tasks→ pool ─parse_batch→ encoded tables ─store→ committed parts ─(dedupe)→ summary
"""
