"""Texts and readings as bytes, and back, without loss."""

from __future__ import annotations

import zlib
from dataclasses import replace

import msgspec

from dragoman.nouns import Reading

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Reading)


def pack_text(text: str) -> bytes:
    """A text as compressed UTF-8."""
    return zlib.compress(text.encode())


def unpack_text(body: bytes) -> str:
    """The inverse of ``pack_text``; raises zlib.error or UnicodeDecodeError where the bytes are damaged."""
    return zlib.decompress(body).decode()


def encoded(reading: Reading) -> bytes:
    """A reading as JSON with every field of the nouns, its text left out: that is kept once a version."""
    return _encoder.encode(replace(reading, document=replace(reading.document, text="")))


def pack_reading(record: bytes) -> bytes:
    """What ``encoded`` gave, compressed."""
    return zlib.compress(record)


def unpack_record(body: bytes) -> bytes:
    """The inverse of ``pack_reading``; raises zlib.error where the bytes are damaged."""
    return zlib.decompress(body)


def unpack_reading(body: bytes, text: str) -> Reading:
    """The reading of ``pack_reading``, with the text it was read from.

    Fields that a later release added have their defaults. Raises zlib.error or msgspec.DecodeError where the bytes are
    damaged.
    """
    reading = _decoder.decode(unpack_record(body))
    return replace(reading, document=replace(reading.document, text=text))
