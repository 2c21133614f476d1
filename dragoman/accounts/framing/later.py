"""What a side says about the accounts themselves: "our readout does not contradict theirs"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.accounts.passages import passages
from dragoman.nouns import Document, Framing, Span
from dragoman.reading.languages import lowered


def find(scene: Scene) -> Iterator[Framing]:
    """Yield each remark of a side on an account of the exchange, its own or another's; the value is its words.

    Such remarks are no points and may have been left out of the accounts: all documents of the accounts are searched
    but the readouts, which are accounts and tell of none.
    """
    for line in _lines(scene):
        for view in scene.views:
            if view.account.voucher.kind != "outlet" and _speaks(scene, view, line) and _remarks(line):
                yield Framing("later", view.account.id, line.passage().text, (line.passage(),))


def _lines(scene: Scene) -> Iterator[Line]:
    """Every passage of the documents of the accounts, in order, each as a line."""
    documents: dict[str, Document] = {own.id: own for view in scene.views for own in view.documents}
    for document in documents.values():
        if document.kind == "readout":
            continue
        low = lowered(document.text)
        for unit in passages(scene.readings[document.id]):
            span = Span(unit.passage.spans[0].start, unit.passage.spans[-1].end)
            yield Line(document, low, span, (unit,))


def _speaks(scene: Scene, view: View, line: Line) -> bool:
    """Whether a passage is the word of the account's side: its speaker's, or, where it has none, its voucher's."""
    (unit,) = line.units
    if unit.role == "frame":
        return False
    speaker = unit.speaker or (unit.word_of[-1] if unit.word_of else None)
    return speaker is not None and scene.parties.all_of(speaker) == {view.party}


def _remarks(line: Line) -> bool:
    """Whether a passage says something about an account: a word for one and a word on it, or words that do both."""
    words = line.words
    if words["later.always"].search(line.low, *line.span):
        return True
    account = words["later.accounts"].search(line.low, *line.span)
    return account is not None and words["later.remarks"].search(line.low, *line.span) is not None
