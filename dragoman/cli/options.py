"""What options of several commands hold: dates and language codes, checked."""

from __future__ import annotations

import click


def iso_date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return ``value`` where it is an ISO 8601 date: a day, a month or a year."""
    from dragoman.documents.jsonlines import ISO_DATE

    if value is not None and not ISO_DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is not an ISO 8601 date; write it like 2022-01-28")
    return value


def language_code(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the language of ``value`` where it is an ISO 639-1 code, in small letters."""
    from dragoman.documents.jsonlines import LANGUAGE

    tag = LANGUAGE.fullmatch(value) if value is not None else None
    if value is not None and tag is None:
        raise click.BadParameter(f"{value!r} is not an ISO 639-1 code; write it like fr")
    return tag[1].lower() if tag else None
