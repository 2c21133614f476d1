"""The three ways ``dragoman read`` prints: each a context manager that gives a function to print one reading with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from dragoman.nouns import Reading

Write = Callable[[Reading], None]


@contextmanager
def jsonl_writer(out: TextIO) -> Iterator[Write]:
    """JSON Lines: one object a document, as ``docs/json.md`` lays down."""
    from dragoman.records import reading_record

    def write(reading: Reading) -> None:
        out.write(json.dumps(reading_record(reading), ensure_ascii=False) + "\n")
        out.flush()

    yield write


@contextmanager
def text_writer(out: TextIO) -> Iterator[Write]:
    """Text for a person: as wide as the terminal, in colour where it is one and ``NO_COLOR`` is not set."""
    from rich.console import Console

    from dragoman.cli.text import render

    console = Console(file=out, highlight=False, emoji=False, markup=False)

    def write(reading: Reading) -> None:
        for block in render(reading):
            console.print(block)

    yield write


@contextmanager
def html_writer(out: TextIO) -> Iterator[Write]:
    """One self-contained page with the texts and their statements marked."""
    from dragoman.cli.page import foot, head, section

    number = 0
    out.write(head())

    def write(reading: Reading) -> None:
        nonlocal number
        number += 1
        out.write(section(reading, number))

    try:
        yield write
    finally:
        out.write(foot())
