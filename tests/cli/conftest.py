"""What the tests of the command line share: the loaded reader, and a reading made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.nouns import Document, Reading, Span, Statement
from dragoman.reading.reader import Reader

ENGLISH = "The minister said that the talks would resume on Monday.\n"
FRENCH = "Le ministre a déclaré que les négociations reprendraient lundi.\n"


@pytest.fixture
def call(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return a function that runs ``dragoman`` with the reader loaded once for all tests."""
    monkeypatch.setattr(Reader, "load", classmethod(lambda cls, *_, **__: reader))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, **how: object) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], **how)  # type: ignore[arg-type]

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Return a folder with a text in English and one in French."""
    (tmp_path / "a-english.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "b-french.txt").write_text(FRENCH, encoding="utf-8")
    return tmp_path


@pytest.fixture
def reading() -> Callable[..., Reading]:
    """Return a function that makes a reading by hand: spans given as the words themselves, first found first."""

    def make(text: str, *parts: dict[str, object], **facts: object) -> Reading:
        def spans(words: object) -> tuple[Span, ...]:
            pieces = [words] if isinstance(words, str) else list(words or ())  # type: ignore[call-overload]
            starts = [text.index(piece) for piece in pieces]
            return tuple(Span(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True))

        statements = tuple(
            Statement(
                id=f"s{number}",
                source=spans(own.get("source")),
                cue=spans(own.get("cue")),
                content=spans(own.get("content")),
                form="indirect",
                mention=own.get("source"),  # type: ignore[arg-type]
                within=own.get("within"),  # type: ignore[arg-type]
            )
            for number, own in enumerate(parts, 1)
        )
        facts = {"id": "d", "origin": "d.txt", **facts}
        return Reading(Document(text=text, **facts), statements, "test")  # type: ignore[arg-type]

    return make
