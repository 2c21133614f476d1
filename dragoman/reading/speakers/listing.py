"""Lists: "Paris and Moscow", "we, the leaders of Japan and Korea"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.records import Record
from dragoman.nouns import Actor
from dragoman.reading.speakers.meaning import meaning
from dragoman.reading.speakers.meant import Meaning, group, opened
from dragoman.reading.speakers.phrase import Parser, Phrase
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.tokens import COMMA, STOP, Word, words_of

#: In how many sentences a joint text tells who signs it.
_HEAD = 4


def listing(words: Sequence[Word], whole: Phrase | None, scene: Scene, place: int) -> Meaning | None:
    """Return the group that a list names: "Paris and Moscow"; None where the words are no list.

    ``whole`` is the phrase with which they begin.
    """
    conjunctions = scene.lexicon.words.conjunctions
    if not any(word.fold in conjunctions for word in words[1:-1]):
        return None
    words = _before_clause(words, scene)
    if whole and whole.end == len(words):
        return None
    cuts = [at for at in range(1, len(words) - 1) if words[at].fold in conjunctions]
    if (
        not cuts
        or _is_apposed(words, whole, scene)
        or (whole and any(word.fold in scene.lexicon.pronouns for word in words[whole.end : cuts[-1]]))
    ):
        return None
    members: list[Actor] = []
    parts = _parts(words, conjunctions)
    if whole and "plural" in whole.roles() and len(parts) > 2 and not whole.owners:
        parts = parts[1:]
    for part in parts:
        phrase = Parser(part, scene.gazetteer).phrase(0)
        found = meaning(phrase, part, scene, part[0].start) if phrase and phrase.end == len(part) else None
        if not found or not found.actor:
            return opened("not all of those listed are known", members)
        members.append(found.actor)
    if len({own.id for own in members}) < 2:
        return None
    return Meaning(group(members), "those listed", 0.9)


def _before_clause(words: Sequence[Word], scene: Scene) -> Sequence[Word]:
    """Return the words before a relative clause."""
    relative = (
        at
        for at in range(1, len(words))
        if "relative" in scene.lexicon.pronouns.get(words[at].fold, frozenset()) and words[at].gap == COMMA
    )
    return words[: next(relative, len(words))]


def _is_apposed(words: Sequence[Word], whole: Phrase | None, scene: Scene) -> bool:
    """Tell whether a noun in small letters stands behind the name of a person: "X, minister and head of the party"."""
    if not whole or not (whole.person or whole.local or (whole.hits and whole.hits[0].record.kind == "person")):
        return False
    after = words[whole.end] if whole.end < len(words) else None
    return after is not None and after.gap == COMMA and not after.capital


def _parts(words: Sequence[Word], conjunctions: frozenset[str]) -> list[list[Word]]:
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.fold in conjunctions or (word.gap == COMMA and parts[-1]):
            parts.append([])
        if word.fold not in conjunctions:
            parts[-1].append(word)
    return [part for part in parts if part]


def several(words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return who several are by a list, or by a plural that may have one: "the leaders of Italy, Japan and Korea"."""
    phrase = Parser(words, scene.gazetteer).phrase(0)
    place = words[0].start
    if phrase and "plural" in phrase.roles() and phrase.owners:
        owners = [*phrase.owners, *_more_owners(words[phrase.end :], scene)]
        return meaning(phrase._replace(owners=tuple({own.id: own for own in owners}.values())), words, scene, place)
    return listing(words, phrase, scene, place) or (meaning(phrase, words, scene, place) if phrase else None)


def _more_owners(words: Sequence[Word], scene: Scene) -> list[Record]:
    """Return the states that go on a list."""
    found: list[Record] = []
    at = 0
    while at < len(words):
        named = scene.gazetteer.name(words, at)
        if named and named.hits[0].record.kind in ("state", "alliance"):
            found.append(named.hits[0].record)
            at = named.end
        elif words[at].fold in scene.lexicon.words.conjunctions | scene.lexicon.lists["definite"]:
            at += 1
        else:
            break
    return found


def signatories(scene: Scene) -> Actor | None:
    """Return who "we" are in an issued text that says so at its head, or in its title that it is a joint one."""
    document = scene.document
    if document.kind not in ("statement", "readout", "post"):
        return None
    ends = [*scene.sentence_starts, len(document.text)]
    head = [word for word in scene.words if word.start < ends[min(_HEAD, len(ends) - 1)]]
    for at, word in enumerate(head):
        if "first-plural" in scene.lexicon.pronouns.get(word.fold, frozenset()):
            found = _behind(head, at, scene) or _fronted(head, at, scene)
            if found and (found.members or found.kind == "alliance"):
                return found
    return _by_title(document.title or "", scene)


def _behind(words: Sequence[Word], at: int, scene: Scene) -> Actor | None:
    """Return those whom an apposition to "we" names."""
    if at + 1 >= len(words) or words[at + 1].gap != COMMA:
        return None
    stop = next((end for end in range(at + 2, len(words)) if words[end].gap >= STOP), len(words))
    found = several(words[at + 1 : stop], scene)
    return found.actor if found else None


def _fronted(words: Sequence[Word], at: int, scene: Scene) -> Actor | None:
    """Return those as whom "we" speak: "As leaders of Italy and Japan, we"."""
    start = next((back for back in range(at, -1, -1) if words[back].gap >= STOP), 0)
    if words[at].gap != COMMA or words[start].fold not in scene.lexicon.lists["capacities"]:
        return None
    first = next((own for own in range(start, at) if words[own].fold not in scene.lexicon.lists["capacities"]), at)
    found = several(words[first:at], scene) if first < at else None
    return found.actor if found else None


def _by_title(title: str, scene: Scene) -> Actor | None:
    """Return the states or persons named in the title of a joint text; None where it is none, or names not two."""
    words = words_of(title, scene.lexicon.lists["abbreviations"])
    if not any(scene.lexicon.has("joint", word.fold) for word in words):
        return None
    found: dict[str, Actor] = {}
    at = 0
    while at < len(words):
        named = scene.gazetteer.name(words, at)
        if named and named.hits[0].record.kind in ("state", "person", "alliance"):
            record = named.hits[0].record
            state = scene.who.state(record) or record.id
            if record.kind == "person" or state not in found:
                found[state] = scene.who.actor(record)
        at = named.end if named else at + 1
    return group(list(found.values())) if len(found) > 1 else None
