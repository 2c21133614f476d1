"""Who is meant: the words of a document, and the sources of its statements, resolved to actors."""

from dragoman.reading.speakers.mentions import find_mentions
from dragoman.reading.speakers.party import party
from dragoman.reading.speakers.pointing import Pointed, pointed
from dragoman.reading.speakers.scene import Scene, Turns
from dragoman.reading.speakers.sources import resolved, with_speakers

__all__ = ["Pointed", "Scene", "Turns", "find_mentions", "party", "pointed", "resolved", "with_speakers"]
