"""A registry, and readings made of marked texts."""

from __future__ import annotations

import pytest
from made import Read, reader

from dragoman.actors import Registry
from dragoman.reading.interpret import Interpreter


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Return the registry as shipped."""
    return Registry.shipped()


@pytest.fixture(scope="session")
def read(registry: Registry) -> Read:
    """Return a function from a marked text to its reading; see ``made.py``."""
    return reader(Interpreter(registry))
