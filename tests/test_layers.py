"""Imports go one way: a module may import only from layers above its own in the list below.

A new module goes into the first layer below everything that it imports.
"""

from __future__ import annotations

import ast
from pathlib import Path

SRC = Path(__file__).resolve().parents[1] / "src"

LAYERS = (
    # nothing of jdparse; a package's name stands for its __init__
    "errors version reporter patterns ngrams requirements.rule",
    "toml_files",
    (
        "language explain frozen html watermarks wraps pagecuts restarts furniture markers numerals fields.parts requirements.parts "
        "requirements.coordination"
    ),
    # how a document shows itself; what is read of it is said by protocols, as in explain
    "templating display.reads",
    "display.nesting",
    "display.layout",
    "display",
    # data: word lists, models' weights, the public objects, sources
    "clean lexicons wordlists numbering schema source taxonomy weights segmenter files.numbers files.package",
    # readers of single things, each from a list or a model of its own
    (
        "section_model tagger headings posts divisions benefits contacts keywords annotation.values fields.values files.tables files.numbering "
        "requirements.modality requirements.scan requirements.settle requirements.binding requirements.field requirements.skill_names "
        "requirements.trait_words"
    ),
    (
        "content duties titles form_labels locations files.docx files.pdf annotation.marks annotation.tokens fields.money fields.words fields.years fields.compare "
        "requirements.statements requirements.age requirements.certificate requirements.education requirements.gender "
        "requirements.headcount requirements.height requirements.language requirements.major requirements.residency "
        "requirements.salary requirements.skill requirements.trait requirements.work_condition"
    ),
    (
        "clauses jobs form_duties fields files.programs requirements requirements.experience compliance annotation.gold annotation.inline "
        "annotation.records evaluation.spans exports.occupations compare.outcome"
    ),
    # the straight line from text to result
    "outlines forms",
    "sections columns files annotation.checks annotation.docbin evaluation.score exports.parts compare.changes",
    "section_kinds tiling exports.posting exports.resume annotation.doccano annotation.files annotation.label_studio annotation.prodigy",
    "lift board",
    "pages",
    "parser",
    # around the parser
    "annotation exports api tree parsed_files spacy_patterns spacy_tokenizer pool arrow_schemas batch batch.text_lines batch.encode",
    "spacy_pipe many arrow_columns compare.outputs evaluation.sources batch.text_files batch.duplicates",
    "batch.documents",
    "arrow compare.pairs evaluation batch.inputs batch.store",
    "batch.choose compare frames __init__",
    "batch.run pandas polars ray spark",
    "report.board report.charts",
    "report.notices",
    "report.sample report.figures",
    "report.page",
    "report",
    "batch_cli report_cli export_cli quality_cli",
    "cli",
    "__main__",
)


def module_name(path: Path, root: Path) -> str:
    name = ".".join(path.relative_to(root).with_suffix("").parts)
    return name.removesuffix(".__init__")


def imports(path: Path, modules: set[str]) -> set[str]:
    """The modules of the package that a file imports, at the top, in a function or for types only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            names = ["jdparse.<relative import>"]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first != "jdparse":
                continue
            if rest not in modules:
                rest = rest.rpartition(".")[0]
            found.add(rest or "__init__")
    return found


def complaints(root: Path, layers: tuple[str, ...]) -> list[str]:
    place = {name: depth for depth, names in enumerate(layers) for name in names.split()}
    files = {module_name(path, root): path for path in sorted(root.rglob("*.py"))}
    found = []
    for name, path in files.items():
        if name not in place:
            found.append(f"{name} stands in no layer: add it to LAYERS in {Path(__file__).name}, below everything it imports")
            continue
        for other in sorted(imports(path, set(files))):
            if other not in place:
                continue
            own_package = name.startswith(f"{other}.") or other == name
            if place[other] >= place[name] and not own_package:
                found.append(
                    f"{name} (layer {place[name]}) imports {other} (layer {place[other]}): move what both need to a layer above both"
                )
    return found


def test_imports_go_one_way():
    assert not complaints(SRC / "jdparse", LAYERS)


def test_no_module_stands_in_two_layers():
    names = " ".join(LAYERS).split()
    assert len(names) == len(set(names))


def test_upward_circular_and_unknown_imports_are_told(tmp_path):
    files = {
        "low.py": "from jdparse.high import x",
        "high.py": "import jdparse.low",
        "typed.py": "def f():\n    from jdparse import high",
        "stranger.py": "",
        "near.py": "from . import low",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = complaints(tmp_path, ("low typed near", "high"))
    assert [line.partition(":")[0] for line in told] == [
        "low (layer 0) imports high (layer 1)",
        "stranger stands in no layer",
        "typed (layer 0) imports high (layer 1)",
    ]
