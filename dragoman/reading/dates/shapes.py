"""The grammar of dates: what strings of kinds of words (see ``tokens.py``) are a date, in any language.

The letters: ``d`` a number from 1 to 31, ``o`` one with a mark (28th), ``r`` an ordinal in words, ``n`` a number in
words, ``y`` a year, ``Y`` one before 1900, ``D`` a decade, ``z`` a date in numbers; ``M`` a month, ``m`` one that also
means something else, ``u`` one that is so only beside a number; ``W w v`` days of the week likewise; ``U T`` a unit
(day, week, month) and its plural, ``G s`` year, ``E`` weekend, ``q H S Q`` quarter, half, season, "Q1"; ``R`` today,
``V`` the next day, ``A`` last/this/next, ``B`` previous/following, ``k`` of this year; ``g j`` ago after and before,
``l`` later/earlier, ``b`` after/before, ``p`` in (two days); ``f t & i c a O h`` from, to, and, in, of, the, on, other
words that lead up to a date; ``P`` the present, ``K`` the years, ``C`` a thing counted, ``N`` a word before a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_HINT = "[ifthbcA&kp]"
_YEAR = "(?:[,c]?a?[yY](?!C)(?!-x)G?|(?<=[mu])\\.y(?!C)G?|,?i?c?a?(?:AG|GA)|k)"
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
    some = "[dor](?:,a?[dor]){0,8}[t&-]{1,2}a?[dor]"
    listed = f"{_LEAD}(?:{some}|(?<=f)[do]O[do])\\.?[ca]?[Mmu]{_YEAR}?"
    if month_first:
        listed += f"|[Mmu]\\.?{some}(?!C){_YEAR}?"
    month = f"(?:M|(?<={_HINT})m)"
    return {
        "days": f"{day}[t-]a?{day}|(?<=f){day}&a?{day}",
        "listed": listed,
        "day": day,
        "months": f"{month}{_YEAR}?[t-]h?[Mm]{_YEAR}?|(?<=f)[Mm]&[Mm]{_YEAR}?",
        "month": f"[Mmu]\\.?{_YEAR}|{month}",
        "years": "y[t-]h?a?[yY]G?(?!C)|(?<=f)y&h?yG?|y[-/]d(?!\\d)G?|yG?(?:[t-]a?P|-(?=\\)))",
        "quarter": f"(?:[ro]q|[ro]H|Q){_YEAR}",
        "season": f"Sc?a?(?:y[-/]d|{_YEAR})",
        "decade": "DG?|K[y#]",
        "year": "[yY]G|y",
    }


def _relative(follow: bool, bare: bool) -> dict[str, str]:
    """Days and longer times by their distance from another."""
    one = "[UG]|" if bare else ""
    unit = "(?:A[UG]|[UG]A)" if follow else "A[UG]"
    return {
        "season_near": "AS|SA" if follow else "AS",
        "ago": f"(?:{one}{_NUMBER}{_UNIT})g|j{_NUMBER}{_UNIT}",
        "around": f"[pl]?(?:{one}{_NUMBER}{_UNIT}|(?<=a)U)[bt]",
        "shift": f"p?(?:{one}{_NUMBER}{_UNIT})l|l{_NUMBER}{_UNIT}",
        "ahead": f"p(?:{one}{_NUMBER}{_UNIT})|i{_NUMBER}{_UNIT}(?!c)",
        "weekday_of": f"W,?[Oi]?c?a?{unit}|{unit},?[Oi]?W",
        "unit": f"{unit}|k",
        "sequel": "B[UGW]|[UGW]B",
        "weekend": "E",
        "deictic": "R",
        "anchored": "V",
        "weekdays": "(?<=f)W[t&-]a?[Ww]|W-W",
        "weekday": f"A[Ww]|{'[Ww]A|' if follow else ''}W|(?<=[iOfthbcA&])w",
    }
