"""The grammar of dates: what strings of kinds of words (see ``tokens.py``) are a date, in any language.

The letters: ``d`` a number from 1 to 31, ``o`` one with a mark (28th), ``r`` an ordinal in words, ``n`` a number in
words, ``y`` a year, ``Y`` one before 1900, ``D`` a decade, ``z`` a date in numbers; ``M`` a month, ``m`` one that also
means something else, ``u`` one that is so only beside a number; ``W w v`` days of the week likewise; ``U T`` a unit
(day, week, month) and its plural, ``G s`` year, ``X`` a time without a number (half a year), ``E`` weekend, ``q H S Q``
quarter, half, season, "Q1"; ``R`` today, ``V`` the next day, ``A`` last/this/next, ``B`` previous/following, ``k`` of
this year; ``g j`` ago after and before, ``l`` later/earlier, ``b`` after/before, ``p`` in (two days); ``f t & i c a O
h`` from, to, and, in, of, the, on, other words that lead up to a date, ``L`` those for a part of it (end of); ``P`` the
present, ``K`` the years, ``e`` a few, ``C`` a thing counted, ``N`` a word before a number; ``-`` a hyphen, ``–`` a dash
with a blank before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_HINT = "[ifthLbcA&kp]"
_YEAR = "(?:[,c]?a?[yY](?!C)(?!-x)G?|(?<=[mu])\\.y(?!C)G?|,?i?c?a?(?:AG|GA)|k)"
_LED = "(?:k|AG|GA)i?"
_LEAD = "(?:A?[Wwv]\\.?,?[aOi]?a?)?"
_NUMBER = "[nd#]"
_UNIT = "[UGTs]"


class Found(NamedTuple):
    """A stretch of tokens that has the shape of a date: the rule's name, its first token and the one after its last."""

    rule: str
    first: int
    end: int


def find(shape: str, variant: tuple[bool, bool, bool]) -> Iterator[Found]:
    """The dates of a shape, in order and apart; ``variant`` as ``Lexicon.shape`` has it."""
    for found in _grammar(variant).finditer(shape):
        yield Found(found.lastgroup or "", *found.span())


@lru_cache
def _grammar(variant: tuple[bool, bool, bool]) -> re.Pattern[str]:
    month_near = "(?:A[Mm]|[Mm]A)" if variant[1] else "A[Mm]"
    rules = {"month_near": f"{month_near}(?!\\.?a?[dyG])", **_days(variant[0]), **_relative(*variant[1:])}
    return re.compile("(?=[^x,.¶])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in rules.items()) + ")")


def _days(month_first: bool) -> dict[str, str]:
    """Days, months and years by their names and numbers, the longest first."""
    day_month = "(?:[do]|r)\\.?[ca]?[Mmu]"
    month_day = "[Mmu]\\.?a?[do](?!C)(?!-[GUx])"
    named = f"(?:{day_month}|{month_day})" if month_first else f"(?:{day_month})"
    day = f"(?:{_LEAD}(?:{named}{_YEAR}?|d-[Mmu]-[yd]|d\\.d\\.y|z)(?:\\([Wwv]\\.?\\))?)"
    some = "[dor](?:,a?[dor]){0,8}[t&–-]{1,2}a?[dor]"
    listed = f"{_LEAD}(?:{some}|(?<=f)[do]O[do])\\.?[ca]?[Mmu]{_YEAR}?"
    if month_first:
        listed += f"|[Mmu]\\.?{some}(?!C){_YEAR}?"
    month = f"(?:M|(?<={_HINT})m)"
    return {
        "days": f"{day}[t–-]a?{day}|(?<=f){day}&a?{day}",
        "listed": listed,
        "day": day,
        "months": f"{month}{_YEAR}?[t–-]a?[hL]?c?[Mm]{_YEAR}?|(?<=f)[Mm]&[Mm]{_YEAR}?",
        "month": f"{_LED}[Mmu]|[Mmu]\\.?{_YEAR}|{month}",
        "years": "y[t–-]a?[hL]?c?a?[yY]G?(?!C)|(?<=f)y&h?yG?|y[–/-]d(?!\\d)G?|yG?(?:[t–-]a?P|[–-](?=\\)))",
        "quarter": f"(?:[ro]q|[ro]H|Q){_YEAR}",
        "season": f"{_LED}S|Sc?a?(?:y[–/-]d|{_YEAR})",
        "decade": "DG?|K[y#]",
        "year": "[yY]G|y",
    }


def _relative(follow: bool, bare: bool) -> dict[str, str]:
    """Days and longer times by their distance from another."""
    one = "(?<!e)[UG]|X|" if bare else "X|"
    unit = "(?:A[UG]|[UG]A)" if follow else "A[UG]"
    season = "S" if bare else "(?<=[ithL]a)S" + ("|(?<=[at])S" if follow else "")
    return {
        "season_near": f"{'AS|SA' if follow else 'AS'}|{season}",
        "edge": "L[cf]?a?[UG](?![Ay]|-?[nd#])",
        "ago": f"(?:{one}{_NUMBER}{_UNIT})g|j(?:X|{_NUMBER}{_UNIT})",
        "around": f"[pl]?(?:{one}{_NUMBER}{_UNIT}|(?<=a)U)[bt]",
        "shift": f"p?(?:{one}{_NUMBER}{_UNIT})l|l{_NUMBER}{_UNIT}",
        "ahead": f"p(?:{one}{_NUMBER}{_UNIT})|i{_NUMBER}{_UNIT}(?!c)",
        "weekday_of": f"W,?[Oi]?c?a?{unit}|{unit},?[Oi]?W",
        "unit": f"{unit}|k",
        "sequel": "B[UGW]|[UGW]B",
        "weekend": "E",
        "deictic": "R",
        "anchored": "V",
        "weekdays": "(?<=f)W[t&O]a?[Ww]|(?<=c)W[tO]a?[Ww]|W[–-]W",
        "numbered": f"[Ww],?[Oi]?a?[do](?!\\.?[doMmuUGTsC-])|{_numbered(follow, bare)}",
        "weekday": f"A[Ww]|{'[Ww]A|' if follow else ''}W|(?<=[iOfthLbcA&])w",
    }


def _numbered(follow: bool, bare: bool) -> str:
    """A day by its number alone, where nothing follows that it could count or number."""
    if bare:  # 26-го, 6-го числа
        return "o(?=[,.!¶)iOhL])|[do]a(?![Mmu])"
    return f"(?<=a)(?:{'[do](?=t)|[do]' if follow else 'o'}(?=[,.!¶)&]))"  # le 17, on the 28th
