"""The words of a document that mean an actor."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors import Registry
from dragoman.actors.index import Ground
from dragoman.nouns import Document, Mention, Span
from dragoman.reading.speakers.meaning import meaning
from dragoman.reading.speakers.phrase import Parser, Phrase
from dragoman.reading.speakers.scene import Scene, Seen
from dragoman.reading.speakers.tokens import COMMA, SOFT, STOP, Word

#: Roles of nouns that by themselves name nobody of the registry.
_POINTING = frozenset(
    {"plural", "counterpart", "interlocutor", "document", "again", "official", "officials", "role", "title"}
)

#: The most letters of a name that must be written in capitals: "Is" and "Who" at the head of a question name nobody.
_ACRONYM = 3


def find_mentions(document: Document, registry: Registry) -> tuple[Mention, ...]:
    """Return the words of the text that mean an actor on the day of the document, in text order, without overlap.

    Spans are code points of ``document.text``. Names of cities that stand for governments are left out where they are
    places; people whom the registry does not know are local actors, where a title or a description introduces them.
    """
    scene = Scene.of(document, registry)
    parser = Parser(scene.words, scene.gazetteer)
    found: list[Mention] = []
    at = 0
    while at < len(scene.words):
        own = _mention(parser, scene, at)
        if own is None:
            at += 1
            continue
        mention, end = own
        found.append(mention)
        scene.see(seen_of(mention, scene, at))
        at = end
    return tuple(found)


def _mention(parser: Parser, scene: Scene, at: int) -> tuple[Mention, int] | None:
    """Return the mention whose noun or name begins at a word, and the index after it."""
    words = parser.words
    phrase = _start(parser, at)
    if phrase is None:
        return None
    own = _is_own_minister(phrase, words[at], scene)
    unnamed = phrase.nouns and not (phrase.person or phrase.local)
    if unnamed and phrase.roles() <= _POINTING and not own:
        return None
    if phrase.local and not _introduced(phrase, words, parser):
        return None
    if phrase.hits and not _is_mention(phrase, words, scene, at):
        return None
    meant = meaning(phrase, words, scene, words[at].start)
    if meant.actor is None:
        return None
    if phrase.local:
        scene.call(words[phrase.end - 1].fold, meant.actor)
    last = words[phrase.end - 1]
    end = last.end - (2 if last.possessive else 0)
    return Mention(Span(words[at].start, end), meant.actor, meant.reason, meant.confidence), phrase.end


def _is_own_minister(phrase: Phrase, word: Word, scene: Scene) -> bool:
    """Tell whether a noun stands for the minister who heads the ministry that issues the document: "the Secretary"."""
    told = "definite" in phrase.marks or word.gap >= STOP or word.capital
    issued = scene.issuer is not None and scene.document.kind != "article"
    return issued and told and not phrase.owners and not phrase.of and "minister" in phrase.kinds("role")


def _start(parser: Parser, at: int) -> Phrase | None:
    """Return the phrase at a word where it begins with a name, a noun or an adjective of a state."""
    word = parser.words[at]
    gazetteer = parser.gazetteer
    if gazetteer.lexicon.nouns and gazetteer.noun(parser.words, at):
        return parser.phrase(at)
    if not word.capital and not gazetteer.name(parser.words, at):
        return None
    if not word.capital and parser._determines(at, at + 1):
        return None
    if word.fold in gazetteer.lexicon.lists["definite"] or (word.fold in gazetteer.lexicon.pronouns and not word.upper):
        return None
    phrase = parser.phrase(at)
    return phrase if phrase and (phrase.hits or phrase.nouns or phrase.person or phrase.local) else None


def _introduced(phrase: Phrase, words: Sequence[Word], parser: Parser) -> bool:
    """Tell whether a title, a description or a first name shows that an unknown name is that of a person."""
    first, end = map(int, (phrase.local or "0:0").split(":"))
    surname = words[end - 1].fold
    if end - first == 1:
        return False
    if any(len(word.fold) == 1 for word in words[first:end]):
        return bool(phrase.nouns)
    if phrase.nouns or words[first].fold in parser.gazetteer.first_names:
        return len(surname) > 2
    if end < len(words) and words[end].gap == COMMA and end - first <= 3:
        after = parser.phrase(end)
        return bool(after and after.roles() & {"title", "office", "official"} and not after.person and not after.local)
    return False


def _is_mention(phrase: Phrase, words: Sequence[Word], scene: Scene, at: int) -> bool:
    """Tell whether a name is meant as such: no place, no adjective, no common word, no other's name."""
    first, head = phrase.hits[0], words[phrase.head]
    if first.ground is Ground.DEMONYM:
        return False
    if first.record.kind == "person" and phrase.end - phrase.head == 1:
        return _is_surname(phrase, words, scene)
    acronym = phrase.end - phrase.head == 1 and len(head.fold) <= _ACRONYM
    if acronym and not head.upper and first.record.kind != "person":
        return False
    if first.ground is Ground.METONYM:
        return not _is_place(phrase, words, scene, at)
    return head.capital or first.record.kind != "outlet"


def _is_place(phrase: Phrase, words: Sequence[Word], scene: Scene, at: int) -> bool:
    """Tell whether the name of a city is a place: after "in", in the line that dates the text."""
    before, conjunctions = at, scene.lexicon.words.conjunctions
    while before > 1 and words[before - 1].fold in conjunctions and words[before - 2].capital:
        before -= 2
    if before and words[before].gap == SOFT and words[before - 1].fold in scene.lexicon.lists["locatives"]:
        return True
    if _names_a_text(phrase, words, scene, at):
        return True
    after = words[phrase.end : phrase.end + 2]
    dated = bool(after) and after[0].gap == COMMA and (words[at].upper or any(w.fold[0].isdigit() for w in after))
    return words[at].gap >= STOP and dated


def _names_a_text(phrase: Phrase, words: Sequence[Word], scene: Scene, at: int) -> bool:
    """Tell whether the city only names an accord, a summit, a time: "the Minsk agreements"."""
    near = [words[phrase.end]] if phrase.end < len(words) and words[phrase.end].gap == SOFT else []
    if at > 1 and words[at].gap == SOFT and words[at - 1].fold in scene.lexicon.lists["links"]:
        near.append(words[at - 2])
    return any(scene.lexicon.has("events", word.fold) for word in near)


def _is_surname(phrase: Phrase, words: Sequence[Word], scene: Scene) -> bool:
    """Tell whether one word is the name of a person whom the registry knows, not part of another's name."""
    at = phrase.head
    if scene.introduced(phrase.hits[0].record.id, words[at].start):
        known = True
    else:
        known = bool(scene.who.offices(phrase.hits[0].record)) or phrase.hits[0].ground is Ground.NAME
    before = words[at - 1] if at and words[at].gap == SOFT else None
    after = words[phrase.end] if phrase.end < len(words) and words[phrase.end].gap == SOFT else None
    others = scene.gazetteer.first_names
    if before is not None and (
        before.fold.isdigit()
        or (before.capital and before.fold in scene.lexicon.lists["definite"])
        or (before.capital and before.fold in others and not before.possessive)
    ):
        return False
    if after is not None and (
        after.fold.isdigit() or (after.capital and words[at].fold in others and after.fold not in scene.lexicon.nouns)
    ):
        return False
    return known


def seen_of(mention: Mention, scene: Scene, at: int, source: bool = False) -> Seen:
    """Return a mention as what was seen: whether it may be a subject, and the gender that the words before it show."""
    words = scene.words
    before = words[at - 1].fold if at and words[at].gap == SOFT else ""
    for word in (words[at].fold, before):
        if word in scene.lexicon.genders and mention.actor.kind == "person":
            scene.genders.setdefault(mention.actor.id, scene.lexicon.genders[word])
    return Seen(mention.span.start, mention.span.end, mention.actor, not is_oblique(scene, at), source)


def is_oblique(scene: Scene, at: int) -> bool:
    """Tell whether a preposition stands before a word, an article allowed for: what follows it is no subject."""
    words, lists = scene.words, scene.lexicon.lists
    before = words[at - 1].fold if at and words[at].gap == SOFT else ""
    earlier = words[at - 2].fold if at > 1 and words[at - 1].gap == SOFT else ""
    articles = lists["definite"] | scene.lexicon.words.indefinite
    first = words[at].fold in articles and before in lists["prepositions"]
    return first or before in lists["prepositions"] or (before in articles and earlier in lists["prepositions"])
