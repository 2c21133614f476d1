"""The sightings of a document: the exchange that it is about, and others that it tells of or mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.accounts.exchanges.scene import Cast, Scene, one_a_party
from dragoman.accounts.exchanges.sighting import Days, Rank, Sighting, days_of
from dragoman.accounts.exchanges.words import Cue, background, in_turn, medium, places
from dragoman.nouns import Actor, ExchangeKind, Mention, Span


def sightings(scene: Scene) -> tuple[Sighting, ...]:
    """Return the sightings of a document in text order, that of its head first."""
    main = _main(scene)
    told = {sentence for own in main for sentence in own.passage.spans}
    lead = main[0] if main else None
    others = [own for sentence in scene.sentences if sentence not in told for own in _others(scene, sentence, lead)]
    return (*_redated(main, others), *others)


def _main(scene: Scene) -> list[Sighting]:
    """The exchange of the head: of an official text as it tells of it, of an article that it reports."""
    found = [(place, sentence, cue) for place, sentence in _heads(scene) for cue in place.cues(sentence)]
    found = [own for own in found if not own[2].planned] or found
    front = [own for own in found if not own[2].background] or found
    if not front:
        return []
    kind = _kind(cue.kind for _, _, cue in front)
    own = [(place, sentence, cue) for place, sentence, cue in front if cue.kind in (kind, None)]
    casts = _casts(scene, own, kind)
    rank = Rank.OFFICIAL if scene.official else Rank.REPORT
    sighting = _sighting(scene, own[-1][1] if own[-1][0] is scene else scene.head[-1], own, kind, rank)
    return [replace(sighting, cast=cast) for cast in casts if len(cast) > 1]


def _heads(scene: Scene) -> Iterator[tuple[Scene, Span]]:
    if scene.title:
        yield from ((scene.title, sentence) for sentence in scene.title.sentences)
    yield from ((scene, sentence) for sentence in scene.head)


def _kind(kinds: Iterable[ExchangeKind | None]) -> ExchangeKind | None:
    """The kind of the head: the first that its words name, but a call wherever one is named."""
    named = [kind for kind in kinds if kind]
    return "call" if "call" in named else next(iter(named), None)


def _casts(scene: Scene, own: list[tuple[Scene, Span, Cue]], kind: ExchangeKind | None) -> list[Cast]:
    """Who took part: those named in the sentences of the head; of the issuer's side the most prominent person."""
    mentions = [(place, sentence, place.cast(sentence, cue)) for place, sentence, cue in own]
    for place, sentence, found in mentions:
        if in_turn_casts := _in_turn(place, sentence, found):
            return in_turn_casts
    actors = [mention.actor for _, _, found in mentions for mention in found]
    speakers = [speaker for place, sentence, _ in own if (speaker := place.speaker_at(sentence))]
    if kind == "documents":
        return [_parties(scene, actors)]
    cast = one_a_party([*actors, *speakers], scene)
    if scene.party and not (scene.issuer and scene.issuer.kind == "alliance"):
        cast = _with_issuer(scene, cast)
    return [cast if len(cast) > 1 else _most_prominent(scene, cast)]


def _in_turn(place: Scene, sentence: Span, found: tuple[Mention, ...]) -> list[Cast]:
    """The casts where two had an encounter with the same party, one after the other."""
    people = [mention for mention in found if mention.actor.kind == "person"]
    if len(people) < 3 or not in_turn(place.low, Span(people[0].span.end, people[1].span.start), place.language):
        return []
    first, second, last = (one_a_party([people[n].actor], place) for n in (0, 1, -1))
    return [{**first, **last}, {**second, **last}]


def _parties(scene: Scene, actors: list[Actor]) -> Cast:
    """The parties to documents: those named in the head, and the issuer's."""
    parties = scene.parties
    head = [a for sentence in scene.head for a in scene.named_in(sentence) if parties.takes_part(a)]
    own = [*actors, *(head if scene.official else ()), *([scene.issuer] if scene.issuer else [])]
    cast = {party: actor for a in own if (actor := parties.actor(party := parties.of(a)))}
    for actor in scene.prominent if len(cast) == 1 else ():
        party = parties.of(actor)
        if party not in cast and scene.count(actor) > 1:
            cast[party] = parties.actor(party) or actor
            break
    return cast


def _with_issuer(scene: Scene, cast: Cast) -> Cast:
    """The cast with the issuer's side, where the text does not name it beside the others, or names who only tells."""
    party = scene.party or ""
    own = [a for a in scene.prominent if a.kind == "person" and scene.parties.of(a) == party]
    if party in cast and not (own and scene.count(own[0]) > scene.count(cast[party])):
        return cast
    if own:
        return {**cast, party: own[0]}
    state = scene.parties.actor(party)
    return {**cast, party: state} if state and len(cast) < 2 else cast


def _most_prominent(scene: Scene, cast: Cast) -> Cast:
    """The cast filled up to a pair with the persons whom the text names most."""
    found = dict(cast)
    for actor in scene.prominent:
        party = scene.parties.of(actor)
        if len(found) < 2 and actor.kind == "person" and party not in found and scene.count(actor) > 1:
            found[party] = actor
    return found


def _sighting(
    scene: Scene, sentence: Span, own: list[tuple[Scene, Span, Cue]], kind: ExchangeKind | None, rank: Rank
) -> Sighting:
    """What some cues tell together; ``sentence`` is the one that is shown for it."""
    days, gap = _nearest(own, scene.day)
    heard = (medium(place.low, span, place.language) for place, span, _ in own)
    where = (_place(place, span, cue) for place, span, cue in reversed(own))
    return Sighting(
        passage=scene.passage(sentence),
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


def _nearest(own: list[tuple[Scene, Span, Cue]], day: Days | None) -> tuple[Days | None, int]:
    """The day in the sentences of some cues that stands nearest to one of them, no later than the document's."""
    found: list[tuple[int, Days]] = []
    for place, sentence, cue in own:
        behind = () if cue.background else background(place.low, sentence, place.language)
        for date in place.dates(sentence):
            days = days_of(date.value)
            hidden = any(start <= date.span.start < end for start, end in behind)
            if days is None or hidden or len(date.value) < len("2022-01") or (day and days.first > day.last):
                continue
            gap = max(date.span.start - cue.span.end, cue.span.start - date.span.end, 0)
            found.append((gap + (0 if len(date.value) > len("2022-01") else 1000), days))
    return (min(found)[1], min(found)[0]) if found else (None, 0)


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
    for cue in scene.cues(sentence):
        actors = [mention.actor for mention in scene.cast(sentence, cue)]
        speaker = scene.speaker_at(sentence)
        cast = one_a_party([*actors, *([speaker] if speaker else [])], scene)
        if speaker and len(cast) < 2:
            cast = _with_neighbour(scene, sentence, cast)
        back = len(cast) < 2 and lead is not None and cue.kind in (lead.kind, None) and not cue.planned
        if len(cast) < 2 and not back:
            continue
        sighting = _sighting(scene, sentence, [(scene, sentence, cue)], cue.kind, Rank.MENTION)
        if back and lead:
            yield replace(sighting, cast=lead.cast, kind=lead.kind if cue.kind is None else cue.kind)
        elif not cue.planned:
            rank = (
                Rank.TOLD if sighting.days and not cue.background and _is_told(scene, sentence, cast) else sighting.rank
            )
            yield replace(sighting, cast=cast, rank=rank)


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
        if other.cast is own.cast and other.kind == own.kind and other.days and (not own.days or other.gap < own.gap)
    ]
    best = min(nearer, key=lambda other: other.gap, default=None)
    return [replace(own, days=best.days, gap=best.gap)] if best else main
