"""The texts that imported statements stand in: those given, and those in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from dragoman.ledger.imports.store import Source
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.shelf import Stored
from dragoman.nouns import Document


class Texts:
    """Finds a text by name: a document's id, address, path or file name, or the key of a version in the ledger."""

    def __init__(self, ledger: Ledger, given: Iterable[Document] = ()) -> None:
        """``given`` are texts beside those in the ledger, and go before them."""
        self._ledger = ledger
        self._found: dict[str, Source] = {}
        self._given = 0
        for document in given:
            self._given += 1
            for name in (document.id, document.url, document.origin, PurePath(document.origin).name):
                if name:
                    self._found.setdefault(name, document)

    def find(self, *names: str | None) -> Source:
        """The text that the first of some names means: its current reading or, of a given one, the document.

        Of a document with several versions, the latest. Without any name, the only one given.

        Raises:
            ValueError: there is none.
        """
        known = [name for name in names if name]
        for name in known:
            found = self._found.get(name) or self._stored(name)
            if found:
                self._found[name] = found
                return found
        if not known and self._given == 1:
            return next(iter(self._found.values()))
        if not known:
            raise ValueError("says not which document it stands in")
        raise ValueError(f"stands in {known[0]!r}, which is neither in the ledger nor among the texts given")

    def _stored(self, name: str) -> Stored | None:
        versions = list(self._ledger.versions(name))
        version = next((own for own in versions if own.key == name), versions[-1] if versions else None)
        return next(self._ledger.readings(version.key), None) if version else None


def document_of(source: Source) -> Document:
    """The document of a text."""
    return source if isinstance(source, Document) else source.reading.document
