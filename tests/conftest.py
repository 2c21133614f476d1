"""What all tests share: one loaded reader, and how hypothesis runs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from dragoman.reading.reader import Reader

# The same examples every time: a red run on one machine is red on all.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=list(HealthCheck))
settings.load_profile("same")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Return the reader as shipped, loaded once; it uses one core."""
    return Reader.load(threads=1)
