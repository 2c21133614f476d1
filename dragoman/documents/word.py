"""Word files (``.docx``): paragraphs and tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from dragoman.documents.draft import Draft
from dragoman.documents.failure import Unreadable
from dragoman.documents.source import FILE_LIMIT, MEGABYTE, Source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _ROW, _CELL, _TEXT = f"{_W}p", f"{_W}tr", f"{_W}tc", f"{_W}t"
#: How old Office files begin, and encrypted new ones.
OLD = b"\xd0\xcf\x11\xe0"
#: Text that is there twice (for old programs) or moved away in tracked changes.
_NOT_SHOWN = ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_W}moveFrom")
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_CHANGES = (f"{_W}ins", f"{_W}del", f"{_W}moveTo")


def load(source: Source) -> Iterator[Draft]:
    """Yield the one document of a Word file; raise Unreadable where it is broken or refused."""
    data = source.read()
    if data.startswith(OLD):
        raise Unreadable("is an old or encrypted Word file", "save it as .docx without a password")
    _check(data)
    import docx

    try:
        file = docx.Document(io.BytesIO(data))
        body = file.element.body
        text = "\n\n".join(_paragraphs(body))
        changed = any(True for _ in body.iter(*_CHANGES))
    except Exception as error:
        # The library has no error of its own for most of what can be wrong with a file.
        raise _broken(error) from error
    yield _draft(file, text, changed, source)


def _check(data: bytes) -> None:
    """Raise Unreadable where the archive is broken, would swell beyond reason, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "[Content_Types].xml" not in archive.namelist():
                raise Unreadable("is an archive but no Word file", "unpack it and give the folder")
            # zipfile never unpacks more of a part than declared here.
            if sum(part.file_size for part in archive.infolist()) > FILE_LIMIT:
                raise Unreadable(
                    f"would unpack to more than {FILE_LIMIT // MEGABYTE} MB and is refused", "take its pictures out"
                )
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")) and re.search(
                    rb"<!(?:ENTITY|DOCTYPE)", archive.read(part)
                ):
                    raise Unreadable("declares XML entities, which no Word file needs, and is refused", "save it anew")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _broken(error) from error


def _broken(error: Exception) -> Unreadable:
    return Unreadable(f"is a broken Word file ({type(error).__name__})", "open it in a word processor and save it anew")


def _paragraphs(body: Any) -> Iterator[str]:
    """Yield the paragraphs and table rows in reading order, content controls included.

    A row is one line, its cells set off by `` | ``; tables inside cells are part of them.
    """
    for block in body.iter(_PARAGRAPH, _ROW):
        if any(parent.tag in (_PARAGRAPH, _ROW) for parent in block.iterancestors()):
            continue
        if block.tag == _ROW:
            own = (cell for cell in block.iter(_CELL) if next(cell.iterancestors(_ROW)) is block)
            cells = (" ".join(_text(cell).split()) for cell in own)
            line = " | ".join(cell for cell in cells if cell)
        else:
            line = _text(block).strip()
        if line:
            yield line


def _text(element: Any) -> str:
    """Return the text as it shows with all tracked changes accepted."""
    parts = []
    for node in element.iter(_TEXT, _PARAGRAPH, *_BREAKS):
        if any(parent.tag in _NOT_SHOWN for parent in node.iterancestors()):
            continue
        if node.tag == _TEXT:
            parts.append(node.text or "")
        elif node.tag != _PARAGRAPH:
            parts.append(_BREAKS[node.tag])
        elif node is not element:
            parts.append("\n")
    return "".join(parts)


def _draft(file: Any, text: str, changed: bool, source: Source) -> Draft:
    title = _property(file, "title")
    author = _property(file, "author")
    created = _property(file, "created")
    return Draft(
        text,
        source.origin,
        url=source.url,
        title=title or None,
        authors=(author,) if author else (),
        published=created[:10] or None,
        fetched=source.fetched,
        byline=author or None,
        signs=("tracked changes read as accepted",) if changed else (),
        why={"published": "the date of the Word file"} if created else {},
    )


def _property(file: Any, name: str) -> str:
    """Return one of the file's own properties as text, ``""`` where it is missing or broken."""
    try:
        value = getattr(file.core_properties, name)
    except Exception:
        return ""
    return " ".join(str(value).split()) if value else ""
