"""On what authority an account is told: an official text, a spokesman, an unnamed official, the press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dragoman.accounts.framing.scene import Scene, View
from dragoman.actors.phrases import is_spokesperson
from dragoman.nouns import Actor, Document, Framing, Passage

Authority = Literal["text", "spokesman", "unnamed official", "press"]
#: The highest first.
_RANKS: tuple[Authority, ...] = ("text", "spokesman", "unnamed official", "press")


def find(scene: Scene) -> Iterator[Framing]:
    """Yield the highest authority on which each account is told, with the first words told on it."""
    for view in scene.views:
        found: dict[Authority, Passage] = {}
        for document in view.documents:
            for authority, passage in _in_document(scene, view, document):
                found.setdefault(authority, passage)
        best = next((authority for authority in _RANKS if authority in found), None)
        if best:
            yield Framing("authority", view.account.id, best, (found[best],))


def _in_document(scene: Scene, view: View, document: Document) -> Iterator[tuple[Authority, Passage]]:
    lines = [line for line in view.lines if line.document.id == document.id]
    if not lines:
        return
    if view.account.voucher.kind == "outlet":
        yield "press", lines[0].passage()
    elif scene.is_own(view, document):
        spoken = lines[0].words["authority.spokesman"].search(lines[0].low, *lines[0].span)
        yield ("spokesman" if spoken and not lines[0].is_frame else "text"), lines[0].passage()
    else:
        for line in lines:
            for unit in line.units:
                authority = _on_word(scene, view, unit.word_of)
                yield authority, unit.passage


def _on_word(scene: Scene, view: View, chain: tuple[Actor, ...]) -> Authority:
    """The authority of words in a document of somebody else: who of the party passes them on."""
    own = [actor for actor in chain if scene.parties.of(actor) == view.party]
    if any(not actor.named for actor in own):
        return "unnamed official"
    if any(_is_voice(scene, actor) for actor in own):
        return "spokesman"
    return "press"


def _is_voice(scene: Scene, actor: Actor) -> bool:
    record = scene.parties.registry.records.get(actor.id)
    return scene.parties.is_voice(actor) or (record is not None and record.kind == "office" and is_spokesperson(record))
