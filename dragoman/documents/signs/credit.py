"""Credits of news agencies: in the dateline, in the byline, or at the end; a mere mention is none."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.documents.signs.words import languages, lines

_DASH = "[-–—]"
_LONGEST_TAIL = 160
#: A credit may name an agency that no list has: a capitalised name between slashes in a dateline ("PARIS, 28 January.
#: /Agence Nova/."), or after a slash at the end of the text.
_SLASHED_DATELINE = re.compile(r"^[^\W\d_a-zа-яіїєґ][^/]{2,60}[\s.]/([^\W\d_a-zа-яіїєґ][\w .’'-]{2,30})/")
_SLASHED = re.compile(r"(?:^|[.!?…\"”»)]\s*|\s)/\s?([^\W\d_a-zа-яіїєґ][\w .’'-]{2,30}?)\s?/?\.?$")


@dataclass(frozen=True, slots=True)
class _Agencies:
    named: dict[str, str]
    anywhere: re.Pattern[str]
    dateline: tuple[re.Pattern[str], ...]
    tail: tuple[re.Pattern[str], ...]
    line: tuple[re.Pattern[str], ...]


def agency(text: str, byline: str | None) -> tuple[str, str] | None:
    """Return the agency the text is credited to and the words that do so, or None."""
    known = _agencies()
    head, foot = lines(text, first=4), lines(text, last=3)
    tries = [(known.dateline, line[:120]) for line in head]
    tries += [(known.line, line) for line in (*head[:3], *foot) if len(line) <= 80]
    tries += [((known.anywhere,), byline)] if byline else []
    tries += [(known.tail, line[-_LONGEST_TAIL:]) for line in foot]
    for patterns, line in tries:
        for pattern in patterns:
            found = pattern.search(line)
            if found and not _explains(line, found, known):
                return known.named[found[1]], found.group().strip(" .")
    return _unlisted(head, foot)


def _unlisted(head: list[str], foot: list[str]) -> tuple[str, str] | None:
    for pattern, line in ((_SLASHED_DATELINE, head[0][:120]), (_SLASHED, foot[-1][-60:])) if head else ():
        found = pattern.search(line)
        if found:
            return found[1], found.group().strip(" .")
    return None


def _explains(line: str, found: re.Match[str], known: _Agencies) -> bool:
    """Whether the bracket only abbreviates the name before it: "the Associated Press (AP)"."""
    before = line[: found.start(1)].rstrip(" (")
    name = known.named[found[1]]
    return line[: found.start(1)].endswith("(") and any(
        before.endswith(alias) for alias, owner in known.named.items() if owner == name
    )


@cache
def _agencies() -> _Agencies:
    table = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8"))
    named = {form: name for name, aliases in table.items() for alias in aliases for form in _forms(alias)}
    one = rf"(?<!\w)({'|'.join(re.escape(form) for form in sorted(named, key=len, reverse=True))})(?!\w)"
    opening = "|".join(sorted({re.escape(word) for words in languages() for word in words.credit_with}, key=len)[::-1])
    closing = "|".join(re.escape(word) for words in languages() for word in words.credit_after)
    the = r"(?:the |l['’]|l['’]agence |agence |agency )?"
    return _Agencies(
        named=named,
        anywhere=re.compile(one),
        dateline=tuple(
            re.compile(pattern)
            for pattern in (
                rf"^.{{0,60}}?\({one}[^)]{{0,30}}\)\s*(?:{_DASH}|$)",
                rf"^.{{0,60}}?/{one}[^/]{{0,30}}/",
                rf"^\W*[A-ZÀ-ÞА-ЯІЇЄҐ]{{3,}}[^–—]{{0,40}}\s{_DASH}\s*{one}\s*(?:[.,]|{_DASH})",
                rf"^[\w .,'’]*\d[\w .,]*?{one}\s*{_DASH}",
                # Chinese: "新华社巴黎1月28日电".
                rf"^[（(【]?({'|'.join(form for form in named if form > '⺀')})\S{{0,20}}?[电電讯訊]",
            )
        ),
        tail=tuple(
            re.compile(pattern)
            for pattern in (
                rf"(?<![\w/:])/\s?{one}\s?/?\.?$",
                rf"\((?:(?i:{opening})\s*:?\s*)?{the}{one}[^()]{{0,40}}\)\s*\.?$",
                rf"(?:^|[.!?…»”\"]\s*){_DASH}\s*{the}{one}\.?$",
            )
        ),
        line=tuple(
            re.compile(pattern)
            for pattern in (
                rf"^\W*(?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w.]*\s+){{0,4}}(?i:{opening})\s*:?\s*{the}{one}",
                rf"^{the}{one}\s+(?i:{closing})",
                rf"^(?:©|\(c\)|\(C\)|Copyright).{{0,20}}?{one}",
                rf"^{one}\.?$",
            )
        ),
    )


def _forms(alias: str) -> set[str]:
    # "REUTERS" is a common way to set the name; short names are capitals already, and "Ap" would be a word.
    return {alias, alias.upper()} if len(alias) > 4 else {alias}
