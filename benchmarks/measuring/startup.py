"""What ``import jdparse`` adds to the start of the interpreter, and what the first parse of a process costs."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

from measuring.figures import StartUp

BASIS = "import numpy; from pydantic import BaseModel"
CODES = {
    "bare": "pass",
    "import": "import jdparse",
    "basis": BASIS,
    "first_parse": "import jdparse; jdparse.parse('岗位职责：1、接待来访客户；2、登记客户资料。任职要求：1、大专以上学历，两年以上经验。')",
}


def start_up(rounds: int) -> StartUp:
    """CPU time of new processes in turns, the best of each. Compiled modules are kept, as they are where the package is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    best = dict.fromkeys(CODES, float("inf"))
    for _ in range(rounds):
        for name, code in CODES.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            best[name] = min(best[name], after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return StartUp(**{f"{name}_ms": seconds * 1e3 for name, seconds in best.items()})
