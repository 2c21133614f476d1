"""Who is meant: the words of a document, and the sources of its statements, resolved to actors."""

from dragoman.reading.speakers.mentions import find_mentions
from dragoman.reading.speakers.party import party
from dragoman.reading.speakers.sources import with_speakers

__all__ = ["find_mentions", "party", "with_speakers"]
