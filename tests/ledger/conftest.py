"""What the tests of the ledger share: a ledger on each database, and readings made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from dragoman.ledger import Ledger
from dragoman.nouns import Actor, Document, Reading, Span, Statement

Make = Callable[..., Reading]
PUTIN = Actor("vladimir-putin", "Vladimir Putin", "person", speaks_for="russia")
ELYSEE = Actor("elysee", "Élysée Palace", "institution")
TEXT = "L'Élysée a déclaré que Poutine a nié toute intention offensive. Kyiv attend."


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """Return a ledger with nothing in it."""
    with Ledger.open(where) as own:
        yield own


@pytest.fixture
def reading() -> Make:
    """Return a function that makes a reading with one statement, with facts of it and its document as given."""

    def make(text: str = TEXT, read_by: str = "model-1", **facts: object) -> Reading:
        document = {
            "id": "d1", "origin": "a.txt", "url": "https://example.org/a", "language": "fr", "outlet": "Le Monde",
            "published": "2022-01-29",
        }  # fmt: skip
        own: dict[str, object] = {
            "speaker": PUTIN, "word_of": (ELYSEE, PUTIN), "act": "DENY", "said": "2022-01-28", "refers": ("2022-01",)
        }  # fmt: skip
        for name, value in facts.items():
            (document if name in Document.__dataclass_fields__ else own)[name] = value  # type: ignore[index]
        statement = Statement(
            "s1", (Span(0, 8),), (Span(9, 18),), (Span(23, min(62, len(text))),), "indirect", "L'Élysée", **own
        )  # type: ignore[arg-type]
        return Reading(Document(text=text, **document), (statement,), read_by)  # type: ignore[arg-type]

    return make
