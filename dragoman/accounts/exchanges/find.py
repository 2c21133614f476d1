"""The sightings of a document: the exchange that it is about, and others that it tells of or mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from dragoman.accounts.exchanges.scene import Cast, Scene, one_a_party
from dragoman.accounts.exchanges.sighting import FACE_TO_FACE, Days, Rank, Sighting, days_of
from dragoman.accounts.exchanges.words import Cue, background, in_turn, medium, places
from dragoman.accounts.words import wording
from dragoman.nouns import Actor, ExchangeKind, Mention, Span

#: How far, in letters, a date stands from a word for an exchange to belong to it for certain, or next to it.
_BESIDE = 25
_NEXT = 3


class Place(NamedTuple):
    """A cue, in a sentence of a text or of its title."""

    scene: Scene
    sentence: Span
    cue: Cue

    def speakers(self) -> list[Actor]:
        """Who says "I" there."""
        speaker = self.scene.speaker_at(self.sentence, self.cue)
        return [speaker] if speaker else []


def sightings(scene: Scene) -> tuple[Sighting, ...]:
    """Return the sightings of a document in text order, that of its head first."""
    main = _main(scene)
    told = {sentence for own in main for sentence in own.passage.spans}
    lead = main[0] if main else None
    others = [own for sentence in scene.sentences if sentence not in told for own in _others(scene, sentence, lead)]
    return (*_redated(main, others), *others)


def _main(scene: Scene) -> list[Sighting]:
    """The exchange of the head: of an official text as it tells of it, of an article that it reports."""
    if not wording(scene.language).has("kinds.talk"):
        return _unworded(scene)
    found = [Place(place, sentence, cue) for place, sentence in _heads(scene) for cue in place.cues(sentence)]
    found = [own for own in found if not own.cue.planned]
    front = [own for own in found if not own.cue.background]
    outcome = [own for own in found if own.cue.outcome and own.cue.kind != "documents"]
    # "Said after the meeting with X that there was a decent conversation": the meeting says with whom.
    told = [own for own in outcome if _people(own) > 1] if not any(own.cue.kind for own in front) else []
    front = [*told, *front, *(own for own in outcome if own not in told)]
    if not front:
        return []
    kind = _kind(own.cue.kind for own in front)
    same = FACE_TO_FACE if kind in FACE_TO_FACE else {kind}
    own = [place for place in front if place.cue.kind in same or place.cue.kind is None]
    casts, sure = _casts(scene, own, kind)
    rank = Rank.MENTION if not sure else Rank.OFFICIAL if scene.official else Rank.REPORT
    sighting = _sighting(scene, own, kind, rank)
    if sighting.kind == "meeting" and sighting.medium == "video":
        # A "virtual meeting" of one side is the other's "conversation by video link".
        sighting = replace(sighting, kind="call", place=None)
    return [replace(sighting, cast=cast) for cast in casts if len(cast) > 1]


def _people(place: Place) -> int:
    """How many persons are named beside a cue."""
    return len({m.actor.id for m in place.scene.cast(place.sentence, place.cue) if m.actor.kind == "person"})


def _unworded(scene: Scene) -> list[Sighting]:
    """What an official text says by its names and its day alone: it joins an exchange that others tell of."""
    actors = [a for place, sentence in _heads(scene) for a in place.named_in(sentence) if scene.parties.takes_part(a)]
    cast = _with_issuer(scene, one_a_party(actors, scene)) if scene.party else {}
    if len(cast) < 2 or not scene.day:
        return []
    return [replace(_sighting(scene, [], None, Rank.MENTION), cast=cast, days=scene.day)]


def _heads(scene: Scene) -> Iterator[tuple[Scene, Span]]:
    if scene.title:
        yield from ((scene.title, sentence) for sentence in scene.title.sentences)
    yield from ((scene, sentence) for sentence in scene.head)


def _kind(kinds: Iterable[ExchangeKind | None]) -> ExchangeKind | None:
    """The kind of the head: the first named; but a call wherever one is, and documents only where nothing else is."""
    named = [kind for kind in kinds if kind]
    first = next((kind for kind in named if kind != "documents"), None)
    return "call" if "call" in named else first or next(iter(named), None)


def _casts(scene: Scene, own: list[Place], kind: ExchangeKind | None) -> tuple[list[Cast], bool]:
    """Who took part, and whether the head says so.

    The first sentence that names several persons tells it, or else several parties; on the issuer's side the text may
    name nobody, or who only tells of it.
    """
    named = [(place, place.scene.cast(place.sentence, place.cue)) for place in own]
    for place, found in named:
        if in_turn_casts := _in_turn(place.scene, place.sentence, found):
            return in_turn_casts, True
    actors = [[mention.actor for mention in found] + place.speakers() for place, found in named]
    if kind == "documents":
        return [_parties(scene, [actor for some in actors for actor in some])], True
    casts = [one_a_party(some, scene) for some in actors]
    full = [cast for cast in casts if len(cast) > 1]
    cast = next((cast for cast in full if _persons(cast) > 1), next(iter(full), {}))
    cast = cast or one_a_party((actor for some in actors for actor in some), scene)
    if not _persons(cast) and scene.heard and not scene.heard & cast.keys():
        # States that nobody speaks for in the text are what was talked about.
        cast = {}
    if scene.party and scene.issuer and scene.issuer.kind != "alliance":
        cast = _with_issuer(scene, cast)
    if len(cast) > 1:
        return [cast], True
    if scene.document.kind == "transcript":
        named_there = (actor for sentence in scene.head for actor in scene.named_in(sentence))
        return [one_a_party(filter(scene.parties.takes_part, [*cast.values(), *named_there]), scene)], False
    cast = _most_prominent(scene, cast)
    # Where nobody is named beside the words, those who are heard in an article are taken for the parties.
    return [cast if scene.official or cast.keys() <= scene.heard else {}], True


def _persons(cast: Cast) -> int:
    return sum(actor.kind == "person" for actor in cast.values())


def _in_turn(place: Scene, sentence: Span, found: tuple[Mention, ...]) -> list[Cast]:
    """The casts where two had an encounter with the same party, one after the other."""
    people = [mention for mention in found if mention.actor.kind == "person"]
    if len(people) < 3 or not in_turn(place.low, Span(people[0].span.end, people[1].span.start), place.language):
        return []
    first, second, last = (one_a_party([people[n].actor], place) for n in (0, 1, -1))
    return [{**first, **last}, {**second, **last}]


def _parties(scene: Scene, actors: list[Actor]) -> Cast:
    """The parties to documents: those named with them in the head, the issuer's, or else whom the text names most."""
    parties = scene.parties
    own = [*actors, *([scene.issuer] if scene.issuer else [])]
    cast = {party: actor for a in own if (actor := parties.actor(party := parties.of(a)))}
    for actor in scene.prominent:
        party = parties.of(actor)
        if len(cast) < 2 and party not in cast and scene.counts[actor.id] > 1:
            cast[party] = parties.actor(party) or actor
    return cast


def _with_issuer(scene: Scene, cast: Cast) -> Cast:
    """The cast with the issuer's side: the person who is the others' equal, where who is named only tells of it."""
    parties, party = scene.parties, scene.party or ""
    others = [actor for other, actor in cast.items() if other != party and actor.kind == "person"]
    own = [actor for actor in scene.prominent if actor.kind == "person" and parties.of(actor) == party]
    level = min((parties.level(actor) for actor in others), default=2)
    equal = [actor for actor in own if parties.level(actor) == level]
    if party in cast and (not equal or parties.level(cast[party]) <= level):
        return cast
    if others and (equal or own):
        return {**cast, party: max(equal or own, key=lambda actor: scene.counts[actor.id])}
    state = parties.actor(party)
    return {**cast, party: state} if state and len(cast) < 2 and not own else cast


def _most_prominent(scene: Scene, cast: Cast) -> Cast:
    """The cast filled up to a pair with the persons whom the text names most."""
    found = dict(cast)
    for actor in scene.prominent:
        party = scene.parties.of(actor)
        if len(found) < 2 and actor.kind == "person" and party not in found and scene.counts[actor.id] > 1:
            found[party] = actor
    return found


def _sighting(scene: Scene, own: list[Place], kind: ExchangeKind | None, rank: Rank) -> Sighting:
    """What some cues tell together, shown by the first sentence of the text among theirs."""
    heard = (medium(place.scene.low, place.sentence, place.scene.language) for place in own)
    where = (_place(place.scene, place.sentence, place.cue) for place in reversed(own))
    inside = [place.sentence for place in own if place.scene is scene]
    shown = next((sentence for sentence in inside if scene.is_full(sentence)), (*inside, scene.head[-1])[0])
    days, gap = _dated(own, shown, scene.day)
    return Sighting(
        passage=scene.passage(shown),
        kind=kind,
        rank=rank,
        cast={},
        days=days,
        gap=gap,
        published=scene.day.first if scene.day else None,
        medium=next((m for m in heard if m), None),
        place=None if kind == "call" else next((p for p in where if p), None),
        voucher=scene.party,
    )


def _dated(own: list[Place], opening: Span, day: Days | None) -> tuple[Days | None, int]:
    """The day that the opening sentence names, or that stands beside a cue in another; and how far it stands off."""
    found = [(place.sentence != opening, *near) for place in own for near in _days_near(place, day)]
    beyond, gap, days = min(found, default=(False, 0, None))
    return (None, 0) if beyond and gap > _BESIDE else (days, gap)


def _days_near(place: Place, day: Days | None) -> Iterator[tuple[int, Days]]:
    """The days named in the sentence of a cue, no later than the document's, and how far they stand off."""
    scene, sentence, cue = place
    behind = () if cue.background else background(scene.low, sentence, scene.language)
    for date in scene.dates(sentence):
        days = days_of(date.value)
        hidden = any(start <= date.span.start < end for start, end in behind)
        if days and not hidden and len(date.value) > len("2022-01") and not (day and days.first > day.last):
            yield max(date.span.start - cue.span.end, cue.span.start - date.span.end, 0), days


def _place(scene: Scene, sentence: Span, cue: Cue) -> str | None:
    """The name of the place nearest to a cue, as the text has it."""
    behind = () if cue.background else background(scene.low, sentence, scene.language)
    dated = [date.span for date in scene.dates(sentence)]
    found = [
        span
        for span in places(scene.text, scene.low, sentence, scene.language)
        if not any(start <= span.start < end for start, end in (*behind, *dated))
        and not any(
            m.span.start <= span.start < m.span.end and m.actor.kind == "person" for m in scene.mentions(sentence)
        )
    ]
    near = min(found, key=lambda span: abs(span.start - cue.span.start), default=None)
    return scene.text[near.start : near.end] if near else None


def _others(scene: Scene, sentence: Span, lead: Sighting | None) -> Iterator[Sighting]:
    """What a sentence beyond the head says of exchanges."""
    planned = False
    for cue in scene.cues(sentence):
        place = Place(scene, sentence, cue)
        planned = planned or cue.planned
        speakers = place.speakers()
        cast = one_a_party([*(mention.actor for mention in scene.cast(sentence, cue)), *speakers], scene)
        if speakers and len(cast) < 2:
            cast = _with_neighbour(scene, sentence, cast)
        if planned or (len(cast) < 2 and (lead is None or cue.kind != lead.kind)):
            continue
        sighting = _sighting(scene, [place], cue.kind, Rank.MENTION)
        if len(cast) < 2 and lead:
            yield replace(sighting, cast=lead.cast)
        elif (
            cue.kind not in (None, "documents")
            and sighting.days
            and not cue.background
            and _is_told(scene, sentence, cast)
        ):
            yield replace(sighting, cast=cast, rank=Rank.TOLD)
        else:
            yield replace(sighting, cast=cast)


def _with_neighbour(scene: Scene, sentence: Span, cast: Cast) -> Cast:
    """The cast with the person last named before in the paragraph: "when we met, I asked him"."""
    paragraph = scene.paragraph(sentence)
    before = [a for a in scene.named_in(Span(paragraph.start, sentence.start)) if a.kind == "person"]
    for actor in reversed(before):
        if scene.parties.of(actor) not in cast:
            return {**cast, scene.parties.of(actor): actor}
    return cast


def _is_told(scene: Scene, sentence: Span, cast: Cast) -> bool:
    """Whether the sentence, or the next, has words of one who took part."""
    end = next((s.end for s in scene.sentences if s.start >= sentence.end), sentence.end)
    reach = Span(sentence.start, min(end, scene.paragraph(sentence).end))
    return any(
        own.speaker is not None
        and scene.parties.all_of(own.speaker) & cast.keys()
        and any(reach.start <= cue.start < reach.end for cue in own.cue)
        and not any(content.start < sentence.start for content in own.content)
        for own in scene.reading.statements
    )


def _redated(main: list[Sighting], others: list[Sighting]) -> list[Sighting]:
    """The main sightings, dated by a later word for the same exchange where that stands nearer to its date."""
    if len(main) != 1 or main[0].kind is None:
        return main
    (own,) = main
    nearer = [
        other
        for other in others
        if other.cast is own.cast
        and other.kind == own.kind
        and other.days
        and other.gap <= _NEXT
        and (not own.days or own.gap > _NEXT)
    ]
    best = min(nearer, key=lambda other: other.gap, default=None)
    return [replace(own, days=best.days, gap=best.gap)] if best else main
