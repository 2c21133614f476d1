"""What the user names on the command line -> files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from dragoman.documents.failure import Failure
from dragoman.documents.loaders import SUFFIXES, VAGUE_SUFFIXES

_KNOWN = (*SUFFIXES, *VAGUE_SUFFIXES)


def files(given: str) -> Iterator[Path | Failure]:
    """Yield the files that a path, a folder or a pattern stands for, one at a time, sorted.

    A file named by itself is yielded whatever its suffix; in folders only files with known
    suffixes are, and nothing hidden. Where there is nothing to read, yields a Failure.
    """
    path = Path(given)
    # An empty name would be the folder we are in.
    if not given:
        yield Failure(given, "is an empty name", "give a file, a folder, a pattern, - or an address")
    elif path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield path
    elif glob.has_magic(given):
        yield from _matching(given)
    else:
        yield Failure(given, "is no file or folder", "check the path")


def _matching(pattern: str) -> Iterator[Path | Failure]:
    names = sorted(glob.glob(pattern, recursive=True))
    if not names:
        yield Failure(pattern, "matches no file", "check the pattern")
    for name in names:
        path = Path(name)
        # With ** a pattern matches folders as well as what is in them.
        if not path.is_dir():
            yield path
        elif "**" not in pattern:
            yield from _in_folder(path)


def _in_folder(folder: Path) -> Iterator[Path | Failure]:
    found = False
    for path in _walk(folder):
        found = True
        yield path
    if not found:
        yield Failure(str(folder), "holds no documents", f"put files there that end in {', '.join(_KNOWN)}")


def _walk(folder: Path) -> Iterator[Path | Failure]:
    """Yield the known files under a folder in the order of their paths; links to folders are not followed."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and not path.is_dir():
            yield path
            continue
        try:
            entries = [entry for entry in os.scandir(path) if not entry.name.startswith(".")]
        except OSError as error:
            yield Failure(str(path), f"could not be opened ({error.strerror})", "check its permissions")
            continue
        kept = (entry for entry in entries if entry.is_dir(follow_symlinks=False) or _is_document(entry))
        waiting.extend(Path(entry.path) for entry in sorted(kept, key=lambda entry: entry.name, reverse=True))


def _is_document(entry: os.DirEntry[str]) -> bool:
    return entry.is_file() and entry.name.lower().endswith(_KNOWN)
