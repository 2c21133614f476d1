"""The report in a terminal."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from rich.console import Console

from dragoman.accounts.sheet import Report
from dragoman.cli.comparison.explain import explained
from dragoman.cli.comparison.text import write_text
from dragoman.nouns import Comparison

Make = Callable[..., Report]


def printed(report: Report, width: int, **how: object) -> str:
    out = io.StringIO()
    write_text(report, Console(file=out, width=width, highlight=False, emoji=False, markup=False, **how))  # type: ignore[arg-type]
    return out.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_finding_is_the_first_line(made: Make) -> None:
    first = printed(made(), 200).splitlines()[0]
    assert first.rstrip() == ("1 point shared, 1 in conflict, 1 only in the Kremlin's account, 1 only in Daily's")


def test_wide_is_a_table_in_which_silence_and_conflict_are_said(made: Make) -> None:
    lines = printed(made(), 160).splitlines()
    (head,) = (line for line in lines if "Élysée Palace [2]" in line)
    assert head.index("Kremlin [1]") < head.index("Élysée Palace [2]") < head.index("Daily [3]")
    (conflict,) = (line for line in lines if "p3 CONFLICT" in line)
    assert "denied: Путин отверг обвинения. [1]" in conflict
    assert "Le Président a démenti. [2]" in conflict
    assert conflict.rstrip().endswith("silent")


def test_with_little_room_what_one_alone_tells_is_a_list(made: Make) -> None:
    lines = printed(made(), 110).splitlines()
    (conflict,) = (line for line in lines if line.lstrip().startswith("p3 CONFLICT"))
    assert "denied: " in conflict
    assert conflict.rstrip().endswith("silent")
    text = words(" ".join(lines))
    assert "only Kremlin Élysée Palace, Daily: silent p1 Они условились созвониться через 3 дня. [1]" in text


def test_narrow_is_account_under_account(made: Make) -> None:
    text = printed(made(), 60)
    assert max(map(len, text.splitlines())) <= 60
    assert "p3 CONFLICT\n  Kremlin\n    denied: Путин отверг обвинения. [1]\n" in "\n".join(
        line.rstrip() for line in text.splitlines()
    )
    assert "p2 shared · differ in scope Kremlin Лидеры обсудили Минск. [1] Élysée Palace" in words(text)
    assert "  silent: Daily\n" in "\n".join(line.rstrip() for line in text.splitlines())
    assert "only Kremlin Élysée Palace, Daily: silent p1 Они условились созвониться через 3 дня. [1]" in words(text)


def test_framing_is_compact_and_shows_the_words(made: Make) -> None:
    text = words(printed(made(), 160))
    assert "initiator Kremlin: France “Путин отверг обвинения.”" in text
    assert "order and share Kremlin: p3 40 %, p2 30 %" in text
    assert "tone Daily: صريحة" in text


def test_sources_are_named_with_their_dates_and_what_is_wrong(made: Make) -> None:
    text = words(printed(made(), 160))
    assert "[1] Kremlin · 2022-01-28 · ru · ru.txt" in text
    assert "only 36% of this text could be read" in text
    assert "! Daily: [3] could be read in part only; its silence says little" in text


def test_nothing_steers_the_terminal(made: Make) -> None:
    for width in (60, 160):
        text = printed(made(), width)
        assert not {c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}


def test_colour_only_on_a_terminal(made: Make) -> None:
    assert "\x1b[" not in printed(made(), 100)
    assert "\x1b[1;31m" in printed(made(), 100, force_terminal=True, color_system="standard")


def test_one_account_is_said_to_be_no_comparison(made: Make, compared: Comparison) -> None:
    lone = replace(compared, accounts=compared.accounts[:1], points=(), framing=())
    assert "only one side is heard. Give the other side's text" in words(printed(made(lone), 100))
    assert "call-2022-01-28-macron-putin (only Kremlin, 0 points)" in words(printed(made(compared, lone), 100))


def test_a_point_is_explained(made: Make) -> None:
    (sheet,) = made().sheets
    lines = list(explained(sheet, sheet.rows[0]))
    assert lines[0] == "p3 CONFLICT, of: Call, 2022-01-28: Emmanuel Macron and Vladimir Putin"
    assert "  Kremlin: denied / Путин отверг обвинения. [1]" in lines
    assert "  Daily: silent" in lines
    assert lines[lines.index("why:") + 1] == "  contradiction 80%"
