"""The baseline and its floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.gate import ALONE_SLACK, SLACK, check, floor, load, save

WAS = {"polnear-dev": {"exact cue": 70.0, "exact source": 80.0}, "gold-fr": {"exact cue": 60.0}}


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    """Return a saved baseline."""
    path = tmp_path / "baseline.json"
    assert save(WAS, None, path) == 0
    return path


def test_what_was_saved_is_loaded(baseline: Path) -> None:
    assert load(baseline) == WAS


def test_no_baseline_yet(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == {}
    (line,) = check(WAS, {})
    assert "no baseline" in line


def test_floors() -> None:
    assert floor("polnear-dev", 70.0) == 69.0
    assert floor("gold-fr", 70.0) == floor("gold-other", 70.0) == 67.5
    assert floor("gold-it", 70.0) == 70.0 - ALONE_SLACK
    assert max(SLACK.values()) < ALONE_SLACK


def test_at_the_floor_is_enough_and_a_hair_below_is_not() -> None:
    low = floor("polnear-dev", 70.0)
    assert check({"polnear-dev": {"exact cue": low, "exact source": 80.0}}, WAS) == []
    (line,) = check({"polnear-dev": {"exact cue": low - 0.01, "exact source": 80.0}}, WAS)
    assert line.startswith("polnear-dev exact cue: ")
    assert f"{low:.2f}" in line
    assert f"{low - 0.01:.2f}" in line


def test_everything_that_fell_is_named() -> None:
    found = check({"polnear-dev": {"exact cue": 10.0, "exact source": 80.0}, "gold-fr": {"exact cue": 20.0}}, WAS)
    assert [line.split(":")[0] for line in found] == ["polnear-dev exact cue", "gold-fr exact cue"]


def test_a_measure_that_is_gone_fell() -> None:
    (line,) = check({"polnear-dev": {"exact cue": 70.0}}, WAS)
    assert "polnear-dev exact source: 0.00" in line


def test_data_that_was_not_evaluated_is_not_held_against_it() -> None:
    assert check({"gold-fr": {"exact cue": 60.0}}, WAS) == []


def test_higher_scores_pass() -> None:
    assert check({name: dict.fromkeys(own, 99.0) for name, own in WAS.items()}, WAS) == []


def test_saving_lower_scores_without_a_reason_is_refused(baseline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = baseline.read_text()
    assert save({"gold-fr": {"exact cue": 59.9}}, None, baseline) == 1
    assert baseline.read_text() == before
    assert "gold-fr exact cue: 60.00 -> 59.90" in capsys.readouterr().err


def test_an_empty_reason_is_none(baseline: Path) -> None:
    assert save({"gold-fr": {"exact cue": 59.9}}, "", baseline) == 1


def test_dropping_a_measure_is_lowering_it(baseline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert save({"polnear-dev": {"exact cue": 71.0}}, None, baseline) == 1
    assert "polnear-dev exact source: 80.00 -> 0.00" in capsys.readouterr().err


def test_saving_lower_scores_keeps_each_reason(baseline: Path) -> None:
    assert save({"gold-fr": {"exact cue": 59.0}}, "harder texts", baseline) == 0
    assert save({"gold-fr": {"exact cue": 58.0}}, "harder still", baseline) == 0
    assert save({"gold-fr": {"exact cue": 61.0}}, None, baseline) == 0
    kept = json.loads(baseline.read_text())
    assert [entry["why"] for entry in kept["lowered"]] == ["harder texts", "harder still"]
    assert kept["lowered"][0]["what"] == ["gold-fr exact cue: 60.00 -> 59.00"]
    assert all(entry["on"] for entry in kept["lowered"])


def test_a_reason_is_kept_only_where_something_went_down(baseline: Path) -> None:
    assert save({"gold-fr": {"exact cue": 65.0}}, "no need", baseline) == 0
    assert json.loads(baseline.read_text())["lowered"] == []


def test_saving_some_data_keeps_the_rest(baseline: Path) -> None:
    assert save({"gold-fr": {"exact cue": 65.0}}, None, baseline) == 0
    assert load(baseline) == {**WAS, "gold-fr": {"exact cue": 65.0}}
