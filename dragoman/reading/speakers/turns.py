"""Whose turn it is in an interview, a briefing, a debate: by labels, by dashes, by questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.actors.fold import fold
from dragoman.nouns import Actor
from dragoman.reading.speakers.gazetteer import Gazetteer
from dragoman.reading.speakers.party import local
from dragoman.reading.speakers.scene import Scene, Turn, Turns
from dragoman.reading.speakers.tokens import STOP, Word, words_of

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:?!\n«»“”\"]{0,79}?)\s*(?P<end>:|\.?\s[—–-](?=\s))")
#: The most words of the name of a guest in a title.
_NAME = 4
_DASH = re.compile(r"\s*[—–-]\s")
_TITLE_NAME = re.compile(r"\s*([^:«»\"“”]{3,60}?)\s*:")


def turns(scene: Scene) -> Turns:
    """Return the turns of a transcript whose mentions were seen; none in a document of another kind."""
    if scene.document.kind != "transcript":
        return Turns()
    text, starts = scene.document.text, scene.paragraph_starts
    paragraphs = [(start, text[start:end]) for start, end in pairwise((*starts, len(text)))]
    guest = _guest(scene, _first_question(paragraphs))
    found: list[Turn] = []
    asked = False
    for start, paragraph in paragraphs:
        label, colon = _label(start, paragraph, scene)
        question = paragraph.rstrip(' \n»”"').endswith("?")
        opens = _DASH.match(text, _line_start(text, start)) is not None
        if label:
            found.append(Turn(start, _labelled(label, start, guest, scene), colon))
        elif opens or question or asked:
            found.append(Turn(start, None if question else guest, False))
        asked = question and not label
    return Turns(tuple(found))


def _line_start(text: str, start: int) -> int:
    """Where the line begins on which a paragraph's first word stands."""
    return text.rfind("\n", 0, start) + 1


def _first_question(paragraphs: Sequence[tuple[int, str]]) -> int:
    return next((start for start, own in paragraphs if "?" in own), 0)


def _label(start: int, paragraph: str, scene: Scene) -> tuple[str, bool]:
    """Return the label of a turn, before a colon or a dash ("Question. -"), and whether it is a colon."""
    match = _LABEL.match(paragraph)
    if not match:
        return "", False
    label, colon = match["label"], match["end"] == ":"
    lists = scene.lexicon.lists
    known = fold(label) in lists["askers"] | lists["answerers"]
    seen = colon and scene.seen_between(start, start + len(label))
    proper = colon and all(word[0].isupper() for word in label.split())
    return (label, colon) if known or seen or proper else ("", False)


def _labelled(label: str, start: int, guest: Actor | None, scene: Scene) -> Actor | None:
    """Return who has the turn of a label: whoever it names; the guest for "Answer"."""
    seen = [own.actor for own in scene.seen_between(start, start + len(label)) if own.actor.kind != "outlet"]
    if seen:
        return seen[-1]
    return guest if fold(label) in scene.lexicon.lists["answerers"] else None


def _guest(scene: Scene, first: int) -> Actor | None:
    """Return who is interviewed: whom the title names, else the first person seen before the first question."""
    title = scene.document.title or ""
    words = words_of(title, scene.lexicon.lists["abbreviations"])
    for at in range(len(words)):
        named = scene.gazetteer.name(words, at)
        if named and named.hits[0].record.kind == "person" and _is_whole(words, at, named.end, scene.gazetteer):
            return scene.who.actor(named.hits[0].record)
    stranger = _TITLE_NAME.match(title)
    if stranger and 1 < len(stranger[1].split()) <= _NAME and all(own[0].isupper() for own in stranger[1].split()):
        return local(stranger[1], "person")
    before = [own.actor for own in scene.seen_between(0, first) if own.actor.kind == "person"]
    return before[0] if before else None


def _is_whole(words: Sequence[Word], at: int, end: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a name in a title is a full one, or a surname before which no other name stands."""
    alone = at == 0 or not words[at - 1].capital or words[at].gap >= STOP or gazetteer.noun(words, at - 1) is not None
    return end - at > 1 or alone
