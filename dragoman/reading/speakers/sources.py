"""The sources of statements, resolved: who speaks, why, and how firmly."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.actors import Registry
from dragoman.actors.fold import fold
from dragoman.actors.index import Ground
from dragoman.actors.records import Record
from dragoman.nouns import Actor, Document, Mention, Resolution, Statement
from dragoman.reading.speakers import pronouns
from dragoman.reading.speakers.listing import listing, several, signatories
from dragoman.reading.speakers.meaning import meaning
from dragoman.reading.speakers.meant import Meaning, opened
from dragoman.reading.speakers.mentions import is_oblique, seen_of
from dragoman.reading.speakers.named import person
from dragoman.reading.speakers.party import local
from dragoman.reading.speakers.phrase import Parser, Phrase
from dragoman.reading.speakers.scene import Scene, Seen
from dragoman.reading.speakers.strangers import body, goes_on, longer_name, organ, stranger
from dragoman.reading.speakers.tokens import COMMA, Word
from dragoman.reading.speakers.turns import turns
from dragoman.reading.speakers.who import LEADERS

#: A name in quotation marks, with nouns in small letters before it: «правящая «Грузинская мечта»».
_QUOTED = re.compile('(?:[^\\W\\d]?[^\\W\\dA-ZА-ЯЁІЇЄҐ]*[ \\-]){0,4}[«"“„]([^«»"“”„]+)[»"”“]')
#: The most words of "his administration".
_ADMINISTRATION = 2
#: The fewest words of a full name.
_FULL_NAME = 2


def with_speakers(
    document: Document, statements: Iterable[Statement], mentions: Iterable[Mention], registry: Registry
) -> tuple[Statement, ...]:
    """Return the statements with ``speaker`` and ``resolution`` set wherever there is a source.

    ``mentions`` are those of :func:`find_mentions`. An outer statement must come before those within it. A source that
    stays open has no speaker, and a resolution with the candidates.
    """
    return resolved(document, statements, mentions, registry)[0]


def resolved(
    document: Document, statements: Iterable[Statement], mentions: Iterable[Mention], registry: Registry
) -> tuple[tuple[Statement, ...], Scene]:
    """Return what :func:`with_speakers` returns, and the scene in which all mentions and sources were seen."""
    scene = Scene.of(document, registry)
    _look_over(scene, mentions)
    scene.turns = turns(scene)
    scene.signed = signatories(scene)
    read: dict[str, Statement] = {}
    for statement in statements:
        read[statement.id] = _resolved(statement, read, scene)
    scene.voice = scene.teller = None
    scene.quoted = frozenset()
    return tuple(read.values()), scene


def _look_over(scene: Scene, mentions: Iterable[Mention]) -> None:
    starts = [word.start for word in scene.words]
    for mention in mentions:
        scene.see(seen_of(mention, scene, bisect_left(starts, mention.span.start)))
        if mention.actor.id.startswith("local:") and mention.actor.kind == "person":
            last = bisect_left(starts, mention.span.end) - 1
            scene.call(scene.words[last].fold, mention.actor)


def _resolved(statement: Statement, read: Mapping[str, Statement], scene: Scene) -> Statement:
    if not statement.source:
        return statement
    outer = read.get(statement.within or "")
    spoken = scene.document.kind == "transcript"
    scene.voice = outer.speaker if outer and (outer.form == "direct" or spoken) else None
    scene.teller = outer.speaker if outer else None
    scene.quoted = _named_in_quotation(statement, scene)
    start, end = statement.source[0].start, statement.source[-1].end
    first = bisect_left(scene.words, start, key=lambda word: word.start)
    last = bisect_left(scene.words, end, key=lambda word: word.start)
    if first == last or scene.words[first].start != start:
        first = max(0, bisect_left(scene.words, start, key=lambda word: word.end))
    while first + 1 < last and scene.words[first].fold in scene.lexicon.lists["locatives"]:
        first += 1
    words = scene.words[first:last]
    found = _source(words, outer, statement, scene) if words else opened("the source has no words")
    if found.actor:
        _remember(found.actor, words, scene, first)
    return replace(
        statement,
        speaker=found.actor,
        resolution=Resolution(f"'{statement.mention}': {found.reason}", round(found.confidence, 2), found.candidates),
    )


def _named_in_quotation(statement: Statement, scene: Scene) -> frozenset[str]:
    """Return the ids of those whom a direct quotation names: it is not they who say it."""
    if statement.form != "direct":
        return frozenset()
    return frozenset(own.actor.id for start, end in statement.content for own in scene.seen_between(start, end))


def _remember(actor: Actor, words: Sequence[Word], scene: Scene, first: int) -> None:
    gender = pronouns.grammar(words, actor, scene, first)
    scene.see(Seen(words[0].start, words[-1].end, actor, not is_oblique(scene, first), True, gender))
    if actor.id.startswith("local:") and actor.kind == "person":
        scene.call(actor.name.split()[-1].casefold(), actor)


def _source(words: Sequence[Word], outer: Statement | None, statement: Statement, scene: Scene) -> Meaning:
    """Return whom the words of a source mean: the first way to read them that finds someone."""
    words = _without_each(words, scene)
    pointed = pronouns.pointed(words, outer, statement, scene) or _answerer(words, scene)
    if pointed:
        return pointed
    parser = Parser(words, scene.gazetteer)
    place = words[0].start
    phrase = _phrase(parser)
    listed = _we_by_name(words, scene) or listing(words, phrase, scene, place)
    if listed:
        return listed
    titled = _titled(words, phrase, scene, place)
    if titled:
        return titled
    found = longer_name(words, phrase, scene) or (
        _meant(phrase, parser, scene, place) if phrase else _unread(words, scene)
    )
    if found.actor and phrase and (found.actor.kind == "office" or not found.actor.named):
        longer = stranger(words, scene) if goes_on(words, phrase) else None
        found = longer or found
    by_name = (
        phrase
        and not _QUOTED.fullmatch(statement.mention or "")
        and (phrase.person or phrase.local or (phrase.hits and phrase.hits[0].record.kind == "person"))
    )
    if found.actor and by_name:
        return found
    strange = not found.actor or found.actor.id.startswith("local:")
    if strange and statement.mention and (quoted := _QUOTED.fullmatch(statement.mention)):
        return Meaning(local(quoted[1], "group"), f"'{quoted[1]}' is not in the registry", 0.6)
    return (
        _by_apposition(words, phrase, scene, place, found)
        or (stranger(words, scene) or body(words, scene) if not found.actor else None)
        or organ(words, phrase, scene, found)
        or found
    )


def _without_each(words: Sequence[Word], scene: Scene) -> Sequence[Word]:
    """Return the words behind "each of": it means them all."""
    each = scene.lexicon.lists["each"]
    if len(words) < 3 or not any(own.startswith(words[0].fold) for own in each):
        return words
    ends = (end for end in range(len(words) - 1, 1, -1) if " ".join(word.fold for word in words[:end]) in each)
    return words[next(ends, 0) :]


def _we_by_name(words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return who "we" are where the source names them itself: "We, the leaders of Japan and Korea"."""
    if len(words) < 2 or words[1].gap != COMMA:
        return None
    if "first-plural" not in scene.lexicon.pronouns.get(words[0].fold, frozenset()):
        return None
    found = several(words[1:], scene)
    return found if found and found.actor else None


def _answerer(words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return whom "Answer" stands for as the label of a turn."""
    labels = scene.lexicon.lists["answerers"]
    turn = scene.turns.at(words[0].start) if len(words) == 1 and words[0].fold in labels else None
    return Meaning(turn, f"{turn.name} answers", 0.85) if turn else None


def _phrase(parser: Parser) -> Phrase | None:
    return parser.phrase(0) if parser.words else None


def _meant(phrase: Phrase, parser: Parser, scene: Scene, place: int) -> Meaning:
    """Return what a phrase means; with words left that are no apposition, it is not understood."""
    words = parser.words
    state = people(words[phrase.head], scene) if phrase.end - phrase.head == 1 else None
    if state:
        return Meaning(scene.who.actor(state), f"the people, for {state.name}", 0.8)
    found = meaning(phrase, words, scene, place)
    rest = words[phrase.end] if phrase.end < len(words) else None
    if rest and rest.gap < COMMA and words[phrase.end - 1].possessive:
        return opened("more is said than is understood", (found.actor,) if found.actor else ())
    if rest is None or rest.gap >= COMMA or rest.fold in scene.lexicon.pronouns:
        return found
    loose = scene.lexicon.lists["prepositions"] | scene.lexicon.lists["far_links"]
    single = not (phrase.owners or phrase.hits or phrase.person or phrase.local or "plural" in phrase.roles())
    if single and rest.fold not in loose:
        return opened("more is said than is understood", (found.actor,) if found.actor else ())
    if phrase.hits and phrase.hits[0].record.kind in ("state", "institution", "alliance", "outlet"):
        return opened("more is said than is understood", (found.actor,) if found.actor else ())
    return replace(found, confidence=found.confidence * 0.85)


def _unread(words: Sequence[Word], scene: Scene) -> Meaning:
    """Return what words mean that are no phrase: a people, a name in quotation marks."""
    state = people(words[0], scene) if len(words) == 1 else None
    if state:
        return Meaning(scene.who.actor(state), f"the people, for {state.name}", 0.8)
    found = _administration(words, scene)
    return found or opened("it names nobody who is known")


def _administration(words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return the government that "the administration", "his administration" is: that of the one spoken of."""
    lists = scene.lexicon.lists
    if words[-1].fold not in lists["administrations"] or len(words) > _ADMINISTRATION:
        return None
    if not all(word.fold in lists["possessives"] | lists["definite"] for word in words[:-1]):
        return None
    for own in scene.before(words[0].start):
        record = scene.who.record(own.actor)
        state = scene.who.registry.records.get(scene.who.state(record) or "") if record else None
        leads = (
            record is not None and bool(scene.who.kinds_of(record) & {*LEADERS}) if own.actor.kind == "person" else True
        )
        houses = scene.who.posts(("government",), (state,)) if state and leads else ()
        if houses:
            return Meaning(scene.who.actor(houses[0]), f"that of {own.actor.name}", 0.65)
    return None


def people(word: Word, scene: Scene) -> Record | None:
    """Return the state whose people a word means: "Russians", «мексиканцы»."""
    known, registry = scene.lexicon.peoples.get(word.fold), scene.who.registry
    if known:
        return registry.records[known]
    for ending, adjective in scene.lexicon.people_endings.items():
        if word.fold.endswith(ending):
            stem = word.fold.removesuffix(ending)
            found = [own for own in registry.named(stem + fold(adjective)) if own.ground == Ground.DEMONYM]
            if found:
                return registry.records[found[0].id]
    return None


def _titled(words: Sequence[Word], phrase: Phrase | None, scene: Scene, place: int) -> Meaning | None:
    """Return the person whose full name ends a source of which no more is understood: «лидер оппозиции Имя Фамилия»."""
    stop = next((at for at in range(1, len(words)) if words[at].gap >= COMMA), len(words))
    if phrase and phrase.end >= stop and not phrase.local:
        return None
    lists = scene.lexicon.lists
    for at in range(1, stop - 1):
        named = scene.gazetteer.name(words, at)
        before = words[at - 1]
        if not named or named.end != stop or named.end - at < _FULL_NAME:
            continue
        led = before.fold in lists["prepositions"] | lists["links"] | lists["far_links"] | lists["definite"]
        bent = named.hits[0].inflected and not (phrase and phrase.inflected)
        owned = before.possessive or before.fold in scene.lexicon.words.conjunctions
        if named.hits[0].record.kind == "person" and not (led or owned or bent):
            return replace(person(named.hits, scene, place), confidence=0.8)
    return None


def _by_apposition(
    words: Sequence[Word], phrase: Phrase | None, scene: Scene, place: int, found: Meaning
) -> Meaning | None:
    """Return the person whom an apposition names: "the Kremlin spokesman, Dmitry Peskov"."""
    start = phrase.end if phrase else 0
    if found.actor and not found.actor.named and phrase and "officials" in phrase.roles():
        return None
    for at in range(max(1, start), len(words)):
        if words[at].gap != COMMA or words[at].fold in scene.lexicon.pronouns:
            continue
        part = words[at:]
        own = Parser(part, scene.gazetteer).phrase(0)
        named = own and (own.person or own.local or (own.hits and own.hits[0].record.kind == "person"))
        meant = meaning(own, part, scene, place) if own and named and (not own.local or phrase) else None
        if meant and meant.actor:
            return meant
        if own and not found.actor:
            meant = meaning(own, part, scene, place)
            if meant.actor:
                return replace(meant, confidence=meant.confidence * 0.8)
        break
    return None
