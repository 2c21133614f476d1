"""What the user says about all the documents of one call."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.nouns import Kind


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every document opened in one call.

    ``kind``, ``issuer``, ``published`` (ISO 8601) and ``language`` (ISO 639-1) win over what
    is found in the documents. ``allow_private`` lets fetching reach addresses that are not
    on the public internet (this machine, the local network).
    """

    kind: Kind | None = None
    issuer: str | None = None
    published: str | None = None
    language: str | None = None
    allow_private: bool = False
