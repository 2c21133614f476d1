"""Dates: what days a text names, and on which a statement was made."""

from dragoman.reading.dates.find import find_dates
from dragoman.reading.dates.saying import with_dates

__all__ = ["find_dates", "with_dates"]
