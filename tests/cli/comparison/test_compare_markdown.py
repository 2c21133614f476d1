"""The report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from markdown_it import MarkdownIt

from dragoman.accounts.sheet import Report
from dragoman.cli.comparison.markdown import markdown
from dragoman.nouns import Comparison

Make = Callable[..., Report]


def rendered(report: Report) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown(report))


def test_the_finding_is_the_first_line(made: Make) -> None:
    assert markdown(made()).startswith("# 1 point shared, 1 in conflict, ")


def test_tables_have_all_their_cells(made: Make) -> None:
    found = rendered(made())
    rows = re.findall(r"<tr>(.*?)</tr>", found, re.DOTALL)
    assert len(rows) == 5 + 5
    assert {len(re.findall(r"<t[hd]", row)) for row in rows} == {4}


def test_silence_and_conflict_are_said(made: Make) -> None:
    assert "| p3 **CONFLICT** | **denied:** Путин отверг обвинения. \\[1\\] |" in markdown(made())
    assert "| *silent* |" in markdown(made())


def test_nothing_in_a_document_works_as_markup(made: Make) -> None:
    found = rendered(made())
    assert "<script" not in found
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Minsk." in found
    assert "évoqué | &lt;" in found
    assert "<b>" not in found


def test_sources_have_their_dates(made: Make) -> None:
    assert "- \\[1\\] Kremlin · 2022-01-28 · ru · ru.txt" in markdown(made())
    assert "**Note:** Daily: \\[3\\] could be read in part only" in markdown(made())


def test_exchanges_left_out_are_named(made: Make, compared: Comparison) -> None:
    lone = replace(compared, accounts=(), points=(), framing=())
    assert "- call-2022-01-28-macron-putin (no account)" in markdown(made(compared, lone))
