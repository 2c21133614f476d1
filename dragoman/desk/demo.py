"""The example dossier, ready-made."""

from __future__ import annotations

import os
from pathlib import Path

import dragoman
from dragoman import __version__

_PACKAGE = Path(dragoman.__file__).parent


def dossier() -> Path | None:
    """The folder of the example dossier: within the installation, or in a checkout; None where it is in neither."""
    places = (_PACKAGE / "examples" / "january-2022", _PACKAGE.parent / "examples" / "january-2022")
    return next((own for own in places if own.is_dir()), None)


def ledger() -> Path:
    """Where the ledger of the example dossier is kept for this release; its folder is made if need be."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dragoman"
    cache.mkdir(parents=True, exist_ok=True)
    return cache / f"example-{__version__}.db"
