"""A group of statements as a topic: what it is called, and who says when what of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.ledger.topics.clusters import APART
from dragoman.ledger.topics.item import Item
from dragoman.ledger.topics.naming import Vocabulary, usual
from dragoman.nouns import Actor

#: Statements of the smallest topic.
SMALLEST = 3
#: The language in which a topic is named where at least this share of its statements is in it.
NAMED_IN, ENOUGH = "en", 0.2
#: The share of a topic's statements whose coded label must be the same for the topic to have it.
AGREED = 0.5
#: The share of its statements in which something of its names stands; with less, nothing holds a group together.
HELD = 0.4
#: Actors that name a topic: how many at most, and in what share of the statements each is named.
_ACTORS, _NAMED = 3, 0.12


@dataclass(frozen=True, slots=True)
class Topic:
    """Statements about one thing, the nearest to its middle first, by their ``keys``.

    ``names`` has for each language, the most frequent first, the words that tell it apart; ``actors`` are those named
    in it and not elsewhere, ``label`` the coded topic on which most statements agree. ``documents`` is their number;
    ``first`` and ``last`` are ISO 8601 dates.
    """

    name: str
    names: Mapping[str, tuple[str, ...]]
    actors: tuple[str, ...]
    label: str | None
    keys: tuple[str, ...]
    documents: int
    languages: Mapping[str, int]
    first: str | None
    last: str | None
    speakers: tuple[tuple[Actor, int], ...]


def topics(items: Sequence[Item], groups: Sequence[int], near: Sequence[float]) -> Iterator[Topic]:
    """The groups that hold together, in no order, given the group of each statement and how near its middle it is."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    languages: defaultdict[str, Vocabulary] = defaultdict(Vocabulary)
    actors = Vocabulary()
    for at, (item, group) in enumerate(zip(items, groups, strict=True)):
        members[group].append(at)
        languages[item.language].count(group, item.terms.keys())
        actors.count(group, item.actors.keys())
    for group, places in members.items():
        if group == APART or len(places) < SMALLEST:
            continue
        inside = [items[at] for at in sorted(places, key=lambda at: (-near[at], items[at].key))]
        spoken = Counter(item.language for item in inside).most_common()
        best = {language: own for language, _ in spoken if (own := languages[language].best(group))}
        named = actors.best(group, _ACTORS, _NAMED)
        if best and _held(inside, best, named) >= HELD:
            yield _topic(inside, best, named)


def _held(inside: Sequence[Item], best: Mapping[str, Sequence[str]], named: Sequence[str]) -> float:
    """The share of statements in which something of the topic's names stands."""
    who, words = frozenset(named), {language: frozenset(own) for language, own in best.items()}
    none: frozenset[str] = frozenset()
    return sum(
        not (who.isdisjoint(item.actors) and words.get(item.language, none).isdisjoint(item.terms)) for item in inside
    ) / len(inside)


def _topic(inside: Sequence[Item], best: Mapping[str, Sequence[str]], named: Sequence[str]) -> Topic:
    names = {
        language: tuple(usual(own.terms[term] for own in inside if own.language == language and term in own.terms)
                        for term in terms)
        for language, terms in best.items()
    }  # fmt: skip
    languages = Counter(item.language for item in inside)
    label, agreed = Counter(item.label for item in inside).most_common(1)[0]
    days = sorted(item.said for item in inside if item.said)
    speakers = Counter(item.speaker.id for item in inside if item.speaker)
    by_id = {item.speaker.id: item.speaker for item in inside if item.speaker}
    return Topic(
        name=", ".join(names[_named_in(names, languages)]),
        names=names,
        actors=tuple(usual(own.actors[id_] for own in inside if id_ in own.actors) for id_ in named),
        label=label if agreed >= AGREED * len(inside) else None,
        keys=tuple(item.key for item in inside),
        documents=len({item.version for item in inside}),
        languages=dict(languages.most_common()),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        speakers=tuple((by_id[id_], count) for id_, count in speakers.most_common()),
    )


def _named_in(names: Mapping[str, tuple[str, ...]], languages: Counter[str]) -> str:
    """English where enough is in it and it has some words, or else the language in which most is that has names."""
    enough = len(names.get(NAMED_IN, ())) > 1 and languages[NAMED_IN] >= ENOUGH * languages.total()
    return NAMED_IN if enough else max(names, key=lambda language: (languages[language], language))
