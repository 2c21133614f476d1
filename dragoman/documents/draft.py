"""What a loader found in a source, before anything is worked out from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.nouns import Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and what its source says about it; None where the source says nothing.

    ``byline`` is the author line as found, ``""`` where the place for it was empty, None
    where the source has no such place. ``free`` is what a page says about being open to
    all. ``cut`` allows notices for subscribers to be cut off the end of the text; it is
    False where the text is to be taken as is. ``signs`` and ``why`` go into
    ``Condition.signs`` and ``Document.why``.
    """

    text: str
    origin: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    kind: Kind | None = None
    issuer: str | None = None
    language: str | None = None
    published: str | None = None
    fetched: str | None = None
    byline: str | None = None
    free: bool | None = None
    cut: bool = False
    signs: tuple[str, ...] = ()
    why: dict[str, str] = field(default_factory=dict)
