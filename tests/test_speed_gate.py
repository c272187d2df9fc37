"""The speed gate on made-up measurements: what got slower fails, a busy moment does not, the baseline only falls."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
import speed_gate
from speed_gate import Baseline

BASELINE = Baseline(margin=1.35, figures={"parse": 0.4, "first parse": 2.0})


def test_the_baseline_is_of_known_figures():
    kept = speed_gate.read_baseline()
    assert list(kept.figures) == list(speed_gate.SAYS)
    assert all(figure > 0 for figure in kept.figures.values())
    assert 1 < kept.margin < 1.5


def test_what_keeps_to_the_margin_passes_at_once():
    measured = iter([{"parse": 0.53, "first parse": 2.6}])
    assert speed_gate.judge(lambda: next(measured), BASELINE) == ({"parse": 0.53, "first parse": 2.6}, [])


def test_what_got_slower_fails():
    figures, above = speed_gate.judge(lambda: {"parse": 0.55, "first parse": 2.0}, BASELINE._replace(figures={"parse": 0.4}))
    assert figures["parse"] == 0.55
    assert len(above) == 1
    assert above[0].startswith("parse: 0.550 is above 0.540, 1.35 times 0.400")


def test_a_busy_machine_gets_a_second_try_and_the_better_of_both_counts():
    measured = iter([{"parse": 0.9, "first parse": 2.0}, {"parse": 0.5, "first parse": 9.0}])
    assert speed_gate.judge(lambda: next(measured), BASELINE) == ({"parse": 0.5, "first parse": 2.0}, [])


def test_the_command_fails_where_a_figure_is_too_high(monkeypatch, capsys):
    slow = {name: figure * 1.5 for name, figure in speed_gate.read_baseline().figures.items()}
    tries = []
    monkeypatch.setattr(speed_gate, "measure", lambda: tries.append(1) or slow)
    monkeypatch.setattr(sys, "argv", ["speed_gate.py"])
    with pytest.raises(SystemExit) as ended:
        speed_gate.main()
    assert len(tries) == 2
    assert [line.partition(":")[0] for line in str(ended.value).splitlines()] == list(slow)
    assert "parse" in capsys.readouterr().out


def test_the_command_passes_where_nothing_got_slower(monkeypatch, capsys):
    monkeypatch.setattr(speed_gate, "measure", lambda: dict(speed_gate.read_baseline().figures))
    monkeypatch.setattr(sys, "argv", ["speed_gate.py"])
    speed_gate.main()
    assert len(capsys.readouterr().out.splitlines()) == len(speed_gate.SAYS)


def test_the_baseline_only_falls():
    figures = {"parse": 0.30001, "first parse": 3.0}
    assert speed_gate.updated(figures, BASELINE, allow_slower=False).figures == {"parse": 0.301, "first parse": 2.0}
    assert speed_gate.updated(figures, BASELINE, allow_slower=True).figures == {"parse": 0.301, "first parse": 3.0}
