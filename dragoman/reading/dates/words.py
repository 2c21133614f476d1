"""What a language calls months, days and the like: our own lists, and for other languages those of CLDR."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.reading.segments import SPACELESS

FOLDER = Path(__file__).parent / "words"
#: The languages with lists of their own.
LANGUAGES = ("en", "fr", "ru", "uk")
#: A word, a number with what hangs on it (28th, 28-го), or a mark. Apostrophes only part words.
TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    r"|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)(?!\w|\1\d)"
    r"|\d{4} ?[年년] ?\d{1,2} ?[月월](?: ?\d{1,2} ?[日일])?|\d{1,2} ?[月월] ?\d{1,2} ?[日일]|\d{4} ?[年년]"
    r"|\d+(?:[.,:]\d+)+|\d+(?:-?[^\W\d_]{1,3})?(?!\w)"
    rf"|[{SPACELESS}]|(?:(?![{SPACELESS}])\w)+|[^\w\s'’`]"
)


class Entry(NamedTuple):
    """What a word is in a date: the letter of its kind, and its value."""

    kind: str
    value: int = 0


# The letter of each kind of word in a shape (see shapes.py): groups of a list, and tables from value to words.
_GROUPS = {
    **{"ago": "g", "ago_before": "j", "from": "f", "and": "&", "in": "i", "of": "c", "article": "a", "on": "O"},
    **{"hints": "h", "edges": "L", "vague": "e", "present": "P", "decades": "K", "counted": "C", "numbered": "N"},
    **{"names": "x"},
}
_TABLES = {
    **{"weekends": "E", "deictic": "R", "anchored": "V", "relative": "A", "sequel": "B", "years": "k", "shifts": "l"},
    **{"around": "b", "to": "t", "numbers": "n", "ordinals": "r", "seasons": "S", "quarters": "Q", "decade": "D"},
}
_VALUED = {
    "from_now": Entry("g", 1),
    "in_ahead": Entry("i", 1),
    "deadlines": Entry("h", 1),
    "ahead": Entry("p", 2),
    "ahead_only": Entry("p", 1),
    "before_prefix": Entry("p", 0),
}
#: Days in a unit; for those of no fixed number of days 0, or months below 0.
_UNITS = {
    **{"day": ("U", 1), "week": ("U", 7), "fortnight": ("U", 14), "month": ("U", 0), "year": ("G", 0)},
    **{
        "days": ("T", 1),
        "weeks": ("T", 7),
        "months": ("T", 0),
        "years": ("s", 0),
        "quarter": ("q", 0),
        "half": ("H", 0),
        "half_year": ("X", -6),
        "year_and_half": ("X", -18),
    },
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


Phrase = tuple[tuple[str, ...], Entry]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language.

    ``words`` are single ones, ``phrases`` those of several, by their first word, longest first. ``capital`` tells
    whether months are written with one. ``shape`` chooses the grammar: whether a month may go before its day, an
    adjective after its noun, a unit without a number. ``tenses`` has 1 for words that tell of the future, -1 for the
    past, 0 for those that only end as such do, one word or two; ``endings`` are those of verbs in the past and the
    future, ``perfective`` a pattern of verbs whose form of the present tells of the future, ``participles``
    are endings of words that tell of the past where they stand right before a date. ``day_marks`` and ``day_leads`` are
    what must hang on a day without a month, or stand before it. ``issuing`` are beginnings of verbs of publishing,
    ``present_endings`` those of verbs of the present, where it does not also tell of the past;
    ``first_person`` are words for who speaks.
    """

    words: Mapping[str, Entry]
    phrases: Mapping[str, tuple[Phrase, ...]]
    capital: bool
    shape: tuple[bool, bool, bool]
    ordinal_marks: frozenset[str] = frozenset()
    decade_marks: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    tenses: Mapping[str, int] = field(default_factory=dict)
    endings: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    perfective: re.Pattern[str] | None = None
    participles: tuple[str, ...] = ()
    day_marks: tuple[str, ...] = ()
    day_leads: frozenset[str] = frozenset()
    issuing: tuple[str, ...] = ()
    present_endings: tuple[str, ...] = ()
    first_person: frozenset[str] = frozenset()


@lru_cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; of one that neither we nor CLDR know, none, so that only numeric dates are found."""
    return _own(language) if language in LANGUAGES else _cldr(language)


def pieces(phrase: str) -> tuple[str, ...]:
    """The words and marks of a phrase, in small letters, as a text is cut into them."""
    return tuple(found.group() for found in TOKEN.finditer(phrase.lower()))


def guessed(text: str) -> str:
    """The language with a list of its own that knows most words of the beginning of a text."""
    words = [found.group().lower() for found in TOKEN.finditer(text, 0, 4000)]
    return max(LANGUAGES, key=lambda language: sum(word in lexicon(language).words for word in words))


def _own(language: str) -> Lexicon:
    own = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    words, phrases = _sorted(_entries(own))
    more = own["words"]
    tenses = {
        " ".join(pieces(phrase)): tense
        for tense, group in ((0, "timeless"), (-1, "past"), (1, "future"))
        for phrase in more[group]
    }
    begins, ends = more["perfective"]
    return Lexicon(
        words,
        phrases,
        own["capital"],
        (own["month_first"], own["adjectives_follow"], own["bare_units"]),
        frozenset(own["marks"]["ordinal"]),
        frozenset(own["marks"]["decade"]),
        frozenset(word for phrase in more["relatives"] for word in pieces(phrase)),
        frozenset(more["bounds"]),
        tenses,
        (tuple(more["past_endings"]), tuple(more["future_endings"])),
        re.compile(f"(?:{'|'.join(begins)})\\w*(?:{'|'.join(ends)})") if ends else None,
        tuple(more["participles"]),
        tuple(own["marks"]["day"]),
        frozenset(more["day_leads"]),
        tuple(more["issuing"]),
        tuple(more["present_endings"]),
        frozenset(more["first_person"]),
    )


def _entries(own: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """All phrases of a list; where one stands twice, the first counts."""
    for table, sure, weak, beside in (("months", "M", "m", "u"), ("weekdays", "W", "w", "v")):
        doubtful = {**dict.fromkeys(own["weak"][table], weak), **dict.fromkeys(own["beside"][table], beside)}
        for value, phrases in own[table].items():
            yield from ((phrase, Entry(doubtful.get(phrase, sure), int(value))) for phrase in phrases)
        for value, stem in own["adjectives"][table].items():
            yield from ((stem + ending, Entry(sure, int(value))) for ending in own["adjectives"]["endings"])
    for table, kind in _TABLES.items():
        for value, phrases in own[table].items():
            yield from ((phrase, Entry(kind, _SEASONS.get(value) or int(value))) for phrase in phrases)
    for unit, phrases in own["units"].items():
        yield from ((phrase, Entry(*_UNITS[unit])) for phrase in phrases)
    for group, entry in _VALUED.items():
        yield from ((phrase, entry) for phrase in own["words"][group])
    for group, kind in _GROUPS.items():
        yield from ((phrase, Entry(kind)) for phrase in own["words"][group])


def _sorted(entries: Iterable[tuple[str, Entry]]) -> tuple[dict[str, Entry], dict[str, tuple[Phrase, ...]]]:
    words: dict[str, Entry] = {}
    phrases: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase, entry in entries:
        first, *rest = pieces(phrase) or ("",)
        if rest:
            phrases[first].append((tuple(rest), entry))
        elif first:
            words.setdefault(first, entry)
    return words, {
        first: tuple(sorted(own, key=lambda phrase: len(phrase[0]), reverse=True)) for first, own in phrases.items()
    }


def _cldr(language: str) -> Lexicon:
    from babel.core import Locale, UnknownLocaleError  # here: it takes longer to load than all our lists

    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return Lexicon({}, {}, False, (False, False, False))
    names: list[tuple[str, Entry]] = []
    for context in ("format", "stand-alone"):
        for width, month, day in (("wide", "M", "W"), ("abbreviated", "u", "v")):
            names += [(name, Entry(month, value)) for value, name in locale.months[context][width].items()]
            names += [(name, Entry(day, value + 1)) for value, name in locale.days[context][width].items()]
    pattern = locale.date_formats["long"].pattern
    links = [(link, Entry("c")) for link in re.findall(r"'([^']+)'", pattern)]
    months = [name for name, entry in names if entry.kind == "M"]
    month_first = -1 < pattern.find("MM") < pattern.find("d")
    lowered = ((name.lower().strip("."), entry) for name, entry in names + links)
    return Lexicon(*_sorted(lowered), months[0][:1].isupper(), (month_first, True, False))
