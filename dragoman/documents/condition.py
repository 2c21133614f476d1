"""In what state a text reached us: cut, translated by a machine, unsigned, taken from an agency.

The findings come from ``dragoman.documents.signs``, one module a finding; the words they look
for are data there, one file a language. Every finding is named in ``Condition.signs`` with the
words that led to it, so that a reader can check it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.documents.signs import byline as bylines
from dragoman.documents.signs import credit, ending, paywall, translation
from dragoman.documents.signs.words import visible
from dragoman.nouns import Condition

Bounds = tuple[int, int]


def assess(
    text: str,
    *,
    language: str | None,
    byline: str | None,
    title: str | None,
    cut: bool,
    free: bool | None = None,
) -> tuple[str, Condition]:
    """Return the text to keep, and the condition it is in.

    ``byline`` is the author line of the page's data ("" where it has an empty one, None where
    it has none), ``free`` what the page's own data says of free access. With ``cut``, the lines
    of a paywall are taken out of the text (the signs keep them word for word); without, the text
    comes back unchanged. Never raises; a text in which nothing is seen is whole.
    """
    seen, places = visible(text)
    wall = paywall.find(seen)
    walled = list(wall.spans) if wall else []
    body = _without(seen, walled)
    unsigned = bylines.missing(body, byline)
    credited = credit.agency(body, byline)
    translated = _translated(body, language, title, unsigned)
    truncated = _truncated(seen, wall, body, free)
    signs = [*truncated, *translated]
    if unsigned is not None:
        signs.append(f'the byline names nobody: "{unsigned}"')
    if credited:
        signs.append(f'credited to {credited[0]}: "{credited[1]}"')
    condition = Condition(
        share_read=_share(wall, bool(truncated)),
        truncated=bool(truncated),
        machine_translated=bool(translated),
        byline_missing=unsigned is not None,
        syndicated_from=credited[0] if credited else None,
        signs=tuple(signs),
    )
    return (_without(text, _original(walled, places)) if cut and walled else text), condition


def _truncated(seen: str, wall: paywall.Wall | None, body: str, free: bool | None) -> list[str]:
    """Return the signs that the text is not the whole of what was published."""
    signs = [f'paywall: "{seen[start:end]}"' for start, end in (wall.spans if wall else ())]
    stop = ending.unfinished(body)
    if stop:
        signs.append(f'the text stops before it ends: "{stop}"')
    if free is False:
        signs.append("the page says of itself that it is not free to read")
    return signs


def _share(wall: paywall.Wall | None, truncated: bool) -> float | None:
    if wall and wall.share_read is not None:
        return wall.share_read
    return None if truncated else 1.0


def _translated(body: str, language: str | None, title: str | None, unsigned: str | None) -> tuple[str, ...]:
    notice = translation.notice(body, title)
    if notice:
        return (f'says it was translated by a machine: "{notice}"',)
    signs = translation.forms(body, language, unsigned)
    return tuple(f"reads like a machine's translation: {sign}" for sign in signs)


def _original(spans: Sequence[Bounds], places: Sequence[int] | None) -> list[Bounds]:
    """Return the bounds in the text as given of spans in its visible characters."""
    return list(spans) if places is None else [(places[start], places[end - 1] + 1) for start, end in spans]


def _without(text: str, spans: Sequence[Bounds]) -> str:
    """Return ``text`` without ``spans``; what stood before and after stays divided as it was at its most."""
    for start, end in reversed(spans):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        gaps = (text[len(before) : start], text[end : len(text) - len(after)])
        text = before + (max(gaps, key=lambda gap: (gap.count("\n"), len(gap))) if before and after else "") + after
    return text
