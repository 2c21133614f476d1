"""Names for things: what one side calls a special military operation is a war to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dragoman.accounts.framing.scene import Line, Scene, View
from dragoman.nouns import Framing, Passage, Span

#: The sort of names that are loaded only by what another account says instead.
PLAIN = "plain"


class Name(NamedTuple):
    """A loaded name: for which concept, of which sort, and every place where it stands."""

    concept: str
    sort: str
    evidence: tuple[Passage, ...]


def find(scene: Scene) -> Iterator[Framing]:
    """Yield "CONCEPT: words" for each sort of loaded name in an account, and where accounts differ.

    Accounts differ on a concept where both name it, and no sort of name is in both. The sort "plain" is loaded only
    beside another account's name: "the situation in Ukraine" where that has a war.
    """
    told = {view.account.id: _names(scene, view) for view in scene.views}
    for account, names in told.items():
        for name in names:
            if name.sort == PLAIN:
                continue
            yield Framing("names", account, f"{name.concept}: {_quoted([name])}", name.evidence)
    for account, names in told.items():
        for concept in dict.fromkeys(name.concept for name in names):
            yield from _differing(concept, account, told)


def _differing(concept: str, account: str, told: Mapping[str, list[Name]]) -> Iterator[Framing]:
    by_account = {other: [name for name in names if name.concept == concept] for other, names in told.items()}
    own = by_account.pop(account)
    sorts = {name.sort for name in own}
    others = [name for names in by_account.values() if not sorts & {name.sort for name in names} for name in names]
    if others:
        evidence = tuple(passage for name in (*own, *others) for passage in name.evidence)
        yield Framing("names differ", account, f"{concept}: {_quoted(own)} / {_quoted(others)}", evidence)


def _quoted(names: list[Name]) -> str:
    """The names in their own words, each sort as it stands first."""
    return ", ".join(dict.fromkeys(name.evidence[0].text for name in names))


def _names(scene: Scene, view: View) -> list[Name]:
    """The names of an account in its order, by sort; of what others pass on, those in direct speech alone."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for line in view.lines:
        if not (scene.is_own(view, line.document) or all(unit.form == "direct" for unit in line.units)):
            continue
        for concept, sort, passage in _in_line(line):
            found.setdefault((concept, sort), []).append(passage)
    return [Name(*key, tuple(passages)) for key, passages in found.items()]


def _in_line(line: Line) -> Iterator[tuple[str, str, Passage]]:
    """The names in a sentence; a longer one goes before a shorter one in it."""
    matches: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for key, pattern in line.words.below("names"):
        for match in pattern.finditer(line.low, *line.span):
            matches[match.start()].append((match.end(), key))
    taken = line.span.start
    for start in sorted(matches):
        end, key = max(matches[start])
        if start >= taken:
            concept, _, sort = key.partition(".")
            yield concept, sort, line.passage(Span(start, end))
            taken = end
