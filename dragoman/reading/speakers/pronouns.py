"""Pronouns and their like: he, they, I, who, "that of Paris"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dragoman.actors.fold import fold
from dragoman.actors.wordlists import CYRILLIC
from dragoman.nouns import Actor, Statement
from dragoman.reading.speakers.meant import Meaning, group, opened
from dragoman.reading.speakers.phrase import Parser
from dragoman.reading.speakers.plural import enumerated
from dragoman.reading.speakers.scene import Scene, Seen
from dragoman.reading.speakers.tokens import COMMA, SOFT, Word

_LONGEST = 3
#: Code points between a relative pronoun and what it takes up.
_NEAR = 4
#: Code points between a name and a pronoun in brackets of commas: «Алиев, по его словам».
_BESIDE = 6
_FAR = 3


def pointed(words: Sequence[Word], outer: Statement | None, statement: Statement, scene: Scene) -> Meaning | None:
    """Return whom a source means that is a pronoun; None where it is none."""
    if " ".join(word.fold for word in words) in scene.lexicon.lists["latter"]:
        return _latter(words[0].start, scene)
    if len(words) == 2 and words[0].fold in scene.lexicon.lists["definite"]:
        words = words[1:]
    if len(words) == 2 and words[0].gap != COMMA and words[1].gap == SOFT:
        emphatic = [word for word in words if word.fold not in scene.lexicon.lists["emphatics"]]
        words = emphatic if len(emphatic) == 1 else words
    kinds = scene.lexicon.pronouns.get(words[0].fold, frozenset())
    if "document" in kinds and len(words) > 1:
        return _that_of(words, scene)
    if not kinds or len(words) > 1:
        return _both(words, scene) if len(words) == 1 else _my_own(words, kinds, outer, statement, scene)
    place = words[0].start
    if words[0].upper and len(words[0].fold) > 1 and not kinds & {"first", "first-plural"}:
        return None
    if kinds & {"first", "first-plural"}:
        return _first(outer, statement, scene, "first-plural" in kinds)
    if "relative" in kinds:
        return _relative(place, scene)
    if "plural" in kinds:
        return _plural(place, outer, scene)
    wanted = kinds & {"masculine", "feminine", "neuter"}
    return _singular(place, wanted, outer, scene)


def _my_own(
    words: Sequence[Word], kinds: frozenset[str], outer: Statement | None, statement: Statement, scene: Scene
) -> Meaning | None:
    """Return the state of "my country", "our side", « son pays »."""
    lexicon = scene.lexicon
    if words[0].fold not in lexicon.lists["possessives"]:
        return None
    phrase = Parser(words, scene.gazetteer).phrase(0)
    if not phrase or phrase.end < len(words) or phrase.owners:
        return None
    if "first-plural" in kinds and phrase.kinds("plural") & {"side", "state"}:
        return _our_states(outer, statement, scene)
    if not (phrase.kinds("again") & {"state"} or "side" in phrase.roles()):
        return None
    if kinds & {"first", "first-plural"}:
        whose = _first(outer, statement, scene, plural=False)
    else:
        whose = _singular(words[0].start, frozenset(), outer, scene)
    record = scene.who.record(whose.actor) if whose.actor else None
    state = scene.who.registry.records.get(scene.who.state(record) or "") if record else None
    if not state:
        return opened("whose it is was not established")
    houses = scene.who.posts(phrase.kinds("institution"), (state,))
    own = houses[0] if len(houses) == 1 else state
    return Meaning(scene.who.actor(own), f"that of {whose.actor.name if whose.actor else ''}", 0.75)


def _our_states(outer: Statement | None, statement: Statement, scene: Scene) -> Meaning:
    """Return the states of those who say "our countries" together."""
    we = _first(outer, statement, scene, plural=True).actor
    sides = (scene.side(own) for own in (we.members if we else ()))
    states = [scene.who.registry.records[id] for id in sides if id and id in scene.who.registry.records]
    if len(states) < 2:
        return opened("whose they are was not established")
    return Meaning(group([scene.who.actor(state) for state in states]), "those of them who speak", 0.7)


def _both(words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return the two that were joined by "and", or spoke together, before "both", "the two"."""
    number = scene.lexicon.numerals.get(words[0].fold)
    if number and number > 2:
        return _several_before(number, words[0].start, scene)
    if number != 2:
        return None
    place, later = words[0].start, None
    for own in scene.before(place):
        if scene.paragraph(own.start) < scene.paragraph(place):
            break
        if len(own.actor.members) == 2:
            return Meaning(own.actor, "the two who were named together before", 0.7)
        between = scene.document.text[own.end : later.start].split() if later else []
        if later and between and fold(between[0]) in scene.lexicon.words.conjunctions and len(between) <= 2:
            return Meaning(group((own.actor, later.actor)), "the two who were named together before", 0.75)
        later = own
    two = scene.opening_states
    if len(two) == 2:
        return Meaning(group([own.actor for own in two]), "the two with whom the document opens", 0.65)
    return opened("no two were named together before")


def _several_before(number: int, place: int, scene: Scene) -> Meaning:
    """Return the group of so many that was named before, or with which the document opens: "the three"."""
    for own in scene.before(place):
        if len(own.actor.members) == number:
            return Meaning(own.actor, "those who were named together before", 0.7)
    found = enumerated("person", number, scene, place) or enumerated("state", number, scene, place)
    if found:
        return Meaning(group(found), "those whom one sentence has named together", 0.65)
    return opened("no so many were named together before")


def _that_of(words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return whose text "that of Paris", « celui de Paris » is."""
    links = scene.lexicon.lists["links"]
    at = 1
    while at < len(words) and words[at].fold in links:
        at += 1
    if at in (1, len(words)):
        return None
    named = scene.gazetteer.name(words, at)
    if not named or named.end < len(words) or named.hits[0].record.kind == "person":
        return None
    record = named.hits[0].record
    return Meaning(scene.who.actor(record), f"the text of {record.name}", 0.8)


def _first(outer: Statement | None, statement: Statement, scene: Scene, plural: bool) -> Meaning:
    """Return who says "I": the outer speaker, the one whose turn it is, the one who signs."""
    if outer:
        if outer.speaker and plural:
            return _we(outer.speaker, statement, scene)
        if outer.speaker:
            return Meaning(outer.speaker, f"{outer.speaker.name} speaks of himself, herself or itself", 0.9)
        issuer = scene.issuer if plural and scene.document.kind == "transcript" else None
        unknown = opened("the one who speaks is not known")
        return Meaning(issuer, f"someone speaks for {issuer.name}", 0.65) if issuer else unknown
    place = statement.source[0].start
    if scene.document.kind == "transcript":
        turn = scene.turns.at(place)
        if not turn:
            return opened("whose turn it is was not established")
        return _we(turn, statement, scene) if plural else Meaning(turn, f"{turn.name} has the word", 0.85)
    if scene.document.kind in ("statement", "post", "readout") and scene.issuer:
        return _signer(scene.issuer, place, scene, plural)
    return opened("who says it was not established")


def _signer(issuer: Actor, place: int, scene: Scene, plural: bool) -> Meaning:
    """Return who says "I" or "we" in an issued text: those who sign it, the issuer, the person named at its head."""
    if plural and scene.signed:
        return Meaning(scene.signed, f"{scene.signed.name} sign the document", 0.8)
    if plural or issuer.kind == "person":
        return Meaning(issuer, f"{issuer.name} issues the document", 0.8)
    signed = next((own for own in scene.seen if own.actor.kind == "person" and own.start < place), None)
    if signed and scene.paragraph(signed.start) <= 1:
        return Meaning(signed.actor, f"{signed.actor.name} is named at the head of the document", 0.75)
    return opened("who says it was not established")


def _we(speaker: Actor, statement: Statement, scene: Scene) -> Meaning:
    """Return who "we" are in someone's words: who agreed with each other; else whom the speaker speaks for."""
    cue = " ".join(scene.document.text[start:end] for start, end in statement.cue)
    if any(scene.lexicon.has("agreeing", fold(word)) for word in cue.split()):
        two = [own.actor for own in scene.opening_states]
        if len(two) == 2 and speaker.id in {own.id for own in two}:
            return Meaning(group(two), "the two with whom the document opens", 0.65)
        return opened("with whom it was agreed is not known", (speaker,))
    record = scene.who.record(speaker)
    state = scene.who.registry.records.get(scene.side(speaker) or "")
    serves = record is None or bool(scene.who.offices(record))
    if state and speaker.kind == "person" and serves:
        return Meaning(scene.who.actor(state), f"{speaker.name} speaks for {state.name}", 0.75)
    return Meaning(speaker, f"{speaker.name} speaks of itself", 0.8)


def _relative(place: int, scene: Scene) -> Meaning:
    """Return what stands right before "who"."""
    last = next((own for own in scene.before(place)), None)
    if last and place - last.end <= _NEAR:
        return Meaning(last.actor, f"{last.actor.name} stands right before", 0.85)
    return opened("what stands before it is nobody who is known", (last.actor,) if last else ())


def _plural(place: int, outer: Statement | None, scene: Scene) -> Meaning:
    """Return the last group, unnamed officials or, in English, institution that spoke."""
    if outer and outer.speaker and _several(outer.speaker) and not scene.voice:
        return Meaning(outer.speaker, f"{outer.speaker.name} said so", 0.75)
    here = scene.paragraph(place)
    for own in scene.before(place):
        if here - scene.paragraph(own.start) > 1:
            break
        if _several(own.actor) or own.gender == "plural" or own.actor.kind == "group":
            return Meaning(own.actor, f"{own.actor.name} is the last plural before", 0.75)
    two = scene.opening_states
    if scene.document.kind == "readout" and len(two) == 2:
        return Meaning(group([own.actor for own in two]), "the two with whom the document opens", 0.65)
    return opened("nobody named before is several")


def _several(actor: Actor) -> bool:
    return bool(actor.members)


def _singular(place: int, wanted: frozenset[str], outer: Statement | None, scene: Scene) -> Meaning:
    """Return the nearest one before who agrees: a subject and a speaker before others."""
    spoken = bool(outer) and scene.voice is not None
    if not spoken and outer and outer.speaker and outer.speaker.kind == "person" and outer.source[0].start < place:
        seen = Seen(outer.source[0].start, place, outer.speaker)
        if _agrees(seen, wanted, scene):
            return Meaning(outer.speaker, f"{outer.speaker.name}, the outer speaker", 0.8)
    if not spoken and outer and outer.speaker and "neuter" in wanted and outer.source[0].start < place:
        seen = Seen(outer.source[0].start, place, outer.speaker, True, True)
        if _agrees(seen, wanted, scene):
            return Meaning(outer.speaker, f"{outer.speaker.name}, the outer speaker", 0.8)
    says_i = scene.voice if spoken else _says_i(place, scene)
    best: tuple[float, Seen] | None = None
    candidates: dict[str, Actor] = {}
    for own in _near(place, scene):
        if not _agrees(own, wanted, scene) or own.actor.id in scene.quoted or own.actor == says_i:
            continue
        if _in_clause(own, place, scene):
            continue
        candidates.setdefault(own.actor.id, own.actor)
        score = _salience(own, place, wanted, scene)
        if best is None or score > best[0]:
            best = (score, own)
    if not best:
        return opened("nobody who agrees was named before")
    chosen = best[1].actor
    others = tuple(own for id, own in candidates.items() if id != chosen.id)
    return Meaning(chosen, f"{chosen.name} is the nearest who agrees", 0.75 if others else 0.85, others)


def _says_i(place: int, scene: Scene) -> Actor | None:
    """Return who speaks in the first person at a place: whose turn it is, or who issues a post."""
    post = scene.document.kind == "post" and scene.issuer is not None and scene.issuer.kind == "person"
    return scene.turns.at(place) or (scene.issuer if post else None)


def _in_clause(own: Seen, place: int, scene: Scene) -> bool:
    """Tell whether a party stands in the clause of a pronoun that follows it: «Макрону он сказал» is not Macron."""
    if scene.lexicon.language not in CYRILLIC or own.source:
        return False
    first, last = (bisect_left(scene.words, at, key=lambda word: word.start) for at in (own.end, place))
    return all(word.gap == SOFT for word in scene.words[first : last + 1])


def _latter(place: int, scene: Scene) -> Meaning:
    """Return whoever was named last: "the latter"."""
    last = next((own for own in scene.before(place) if own.end <= place), None)
    if last and scene.paragraph(place) == scene.paragraph(last.start):
        return Meaning(last.actor, f"{last.actor.name} was named last", 0.7)
    return opened("nobody was named just before")


def _near(place: int, scene: Scene) -> Iterable[Seen]:
    """Yield what was seen in the paragraphs just before a place."""
    here = scene.paragraph(place)
    for own in scene.before(place):
        if own.end > place:
            continue
        if here - scene.paragraph(own.start) > _FAR:
            return
        yield own


def _agrees(own: Seen, wanted: frozenset[str], scene: Scene) -> bool:
    """Tell whether a pronoun may take up what was seen: by kind, number and gender."""
    if own.actor.members or own.gender == "plural":
        return False
    gender = scene.gender(own)
    if own.actor.kind == "person" or not own.actor.named:
        return ("neuter" not in wanted and (not wanted or gender is None or gender in wanted)) or bool(
            wanted & {"neuter"} and gender == "neuter"
        )
    if scene.lexicon.language == "en":
        return "neuter" in wanted or not wanted
    return bool(own.source and gender and gender in wanted)


def _salience(own: Seen, place: int, wanted: frozenset[str], scene: Scene) -> float:
    """Return how near at hand an actor is: by sentences passed, as a subject, as a source."""
    score = -2.0 * (scene.sentence(place) - scene.sentence(own.start))
    score -= 1.0 * (scene.paragraph(place) - scene.paragraph(own.start))
    score += (4.0 if "neuter" in wanted else 1.5) * own.source + 1.0 * own.subject
    if "feminine" in wanted and scene.gender(own) is None:
        score -= 5.0
    earlier = scene.seen_between(_sentence_start(own, scene), own.start)
    score += 2.0 * (place - own.end <= _BESIDE and scene.sentence(place) == scene.sentence(own.start))
    score += 1.0 * all(one.actor.kind != "person" and one.actor.named for one in earlier)
    return score - 0.0001 * (place - own.start)


def _sentence_start(own: Seen, scene: Scene) -> int:
    return scene.sentence_starts[max(0, scene.sentence(own.start) - 1)]


def grammar(words: Sequence[Word], actor: Actor, scene: Scene, first: int) -> str | None:
    """Return the gender and number that the words of a source show, for pronouns that take it up."""
    if actor.kind in ("person", "group") and actor.named:
        return None
    phrase = Parser(words, scene.gazetteer).phrase(0)
    if phrase and "officials" in phrase.roles():
        return "plural"
    if actor.kind in ("person", "group"):
        return None
    own = scene.lexicon.language
    if own == "fr":
        before = words[0].fold if len(words) > 1 else (scene.words[first - 1].fold if first else "")
        return {"la": "feminine", "le": "masculine", "une": "feminine", "un": "masculine", "les": "plural"}.get(before)
    if own in ("ru", "uk") and phrase:
        at = phrase.head
        while at + 1 < len(words) and scene.document.text[words[at].end : words[at + 1].start] == "-":
            at += 1
        return _slavic(words[at].fold) if not (phrase.inflected or (phrase.hits and phrase.hits[0].inflected)) else None
    return None


def _slavic(noun: str) -> str | None:
    if noun.endswith(("а", "я")):
        return "feminine"
    if noun.endswith(("о", "е")):
        return "neuter"
    return None if noun.endswith(("ь", "и", "і", "ы")) else "masculine"
