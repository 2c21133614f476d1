"""Who is who, on which day: the registry of actors and how mentions are resolved."""

from dragoman.actors.registry import Registry
from dragoman.actors.resolve import Resolution, resolve

__all__ = ["Registry", "Resolution", "resolve"]
