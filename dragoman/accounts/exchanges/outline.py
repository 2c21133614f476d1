"""A document at a glance: who issued it, when, whom it names, and whether it tells of an encounter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.accounts.exchanges.scene import Scene
from dragoman.accounts.exchanges.words import Cue
from dragoman.nouns import Actor, ExchangeKind, Passage, Span


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a document without looking at how its sentences are built.

    ``party`` is the id of the party that an official text speaks for, None for the press. ``named`` counts how often
    each party is named, or its people, those in the title and the head twice; ``actors`` has the one most named of
    each party, persons first, ``people`` the ids of all persons. ``opening`` is its first full sentence, ``kind`` the
    kind of encounter that it speaks of most, None where it leaves that open; ``told`` is whether its title or head
    speaks of one at all.
    """

    document: str
    official: bool
    party: str | None
    day: date | None
    named: Mapping[str, int]
    actors: Mapping[str, Actor]
    people: frozenset[str]
    opening: Passage
    kind: ExchangeKind | None
    told: bool

    def others(self) -> list[str]:
        """The parties that it names beside its own, the most named first."""
        return [party for party in sorted(self.named, key=lambda p: -self.named[p]) if party != self.party]


def outline(scene: Scene) -> Outline | None:
    """The outline of a document; None where it has no sentence."""
    if not scene.sentences:
        return None
    found = [(scene.parties.of(actor), actor) for actor in _named(scene) if scene.parties.takes_part(actor)]
    actors = Counter((party, actor.id) for party, actor in found)
    by_id = {actor.id: actor for _, actor in found}
    order = sorted(actors, key=lambda key: (by_id[key[1]].kind == "person", actors[key]))
    full = next((own for own in scene.sentences if scene.is_full(own)), scene.sentences[0])
    kinds: Counter[ExchangeKind | None] = Counter(
        cue.kind for cue in _cues(scene, every=True) if cue.kind and not cue.planned
    )
    return Outline(
        document=scene.document.id,
        official=scene.official,
        party=scene.party if scene.official else None,
        day=scene.day.first if scene.day else None,
        named=Counter(party for party, _ in found) + _peoples(scene),
        actors={party: by_id[id] for party, id in order},
        people=frozenset(id for id, actor in by_id.items() if actor.kind == "person"),
        opening=scene.passage(full),
        kind=max(kinds, key=lambda kind: kinds[kind], default=None),
        told=any(not cue.planned for cue in _cues(scene, every=False)),
    )


def _named(scene: Scene) -> Iterator[Actor]:
    """All who are named, in the title and in the head once more."""
    if scene.title:
        yield from 2 * scene.title.named_in(Span(0, len(scene.title.text)))
    for sentence in scene.sentences:
        yield from scene.named_in(sentence) * (1 + (sentence in scene.head))


def _peoples(scene: Scene) -> Counter[str]:
    """How often each state is named, or its people: "the American side"."""
    title = scene.title.text if scene.title else ""
    head = " ".join(scene.text[start:end] for start, end in scene.head)
    return scene.parties.states.counted(f"{title} {title} {head} {scene.text}", scene.language)


def _cues(scene: Scene, every: bool) -> Iterator[Cue]:
    if scene.title:
        yield from (cue for sentence in scene.title.sentences for cue in scene.title.cues(sentence))
    yield from (cue for sentence in (scene.sentences if every else scene.head) for cue in scene.cues(sentence))
