"""Who is meant: the words of a document, and the sources of its statements, resolved to actors."""

from dragoman.reading.speakers.party import party

__all__ = ["party"]
