"""GraphML: who says what kind of thing to whom, and who speaks of what. Gephi and visone open it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dragoman.ledger.days import days
from dragoman.ledger.export.events import each
from dragoman.ledger.export.found import not_rejected, standing, when
from dragoman.ledger.export.safe import plain
from dragoman.ledger.query import Hit
from dragoman.nouns import Actor

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = (
    ("label", "node", "string"), ("kind", "node", "string"), ("label", "edge", "string"), ("kind", "edge", "string"),
    ("weight", "edge", "double"), ("confirmed", "edge", "int"), ("first", "edge", "string"),
    ("last", "edge", "string"),
)  # fmt: skip


@dataclass(slots=True)
class _Edge:
    """Statements of one act from one actor to another (or on one topic), and when the first and the last was said."""

    kind: str
    weight: int = 0
    confirmed: int = 0
    first: str | None = None
    last: str | None = None

    def count(self, hit: Hit) -> None:
        self.weight += 1
        self.confirmed += standing(hit) in ("accepted", "edited")
        day = when(hit)
        if day is None or days(day) is None:
            return
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)


@dataclass(slots=True)
class _Graph:
    nodes: dict[str, tuple[str, str]]
    edges: dict[tuple[str, str, str], _Edge]

    def add(self, hit: Hit) -> None:
        statement = hit.statement
        for speaker in each((statement.speaker,) if statement.speaker else ()):
            begin = self._actor(speaker)
            for recipient in each(statement.addressee):
                self._edge(begin, self._actor(recipient), statement.act or "SAY", "act", hit)
            if statement.topic:
                topic = f"topic:{statement.topic}"
                self.nodes[topic] = (statement.topic, "topic")
                self._edge(begin, topic, statement.topic, "topic", hit)

    def _actor(self, actor: Actor) -> str:
        name = f"actor:{actor.id}"
        self.nodes.setdefault(name, (actor.name, actor.kind))
        return name

    def _edge(self, begin: str, end: str, label: str, kind: str, hit: Hit) -> None:
        self.edges.setdefault((begin, end, label), _Edge(kind)).count(hit)


def write(found: Iterable[Hit], out: BinaryIO) -> None:
    """Write a directed graph: an edge for each pair of actors and act, or actor and topic.

    ``weight`` counts the statements, ``confirmed`` those that a person accepted or edited; what was rejected is left
    out. ``first`` and ``last`` are ISO 8601.
    """
    from lxml import etree

    graph = _Graph({}, {})
    for hit in not_rejected(found):
        graph.add(hit)
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: _NAMESPACE}):
            for name, domain, kind in _KEYS:
                facts = {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": kind}
                xml.write(etree.Element("key", facts))
            with xml.element("graph", {"id": "statements", "edgedefault": "directed"}):
                for element in _elements(etree, graph):
                    xml.write(element)


def _elements(etree: Any, graph: _Graph) -> Iterator[Any]:
    names = {name: f"n{number}" for number, name in enumerate(graph.nodes)}
    for name, (label, kind) in graph.nodes.items():
        node = etree.Element("node", id=names[name])
        _data(etree, node, "node", {"label": label, "kind": kind})
        yield node
    for number, ((begin, end, label), own) in enumerate(graph.edges.items()):
        edge = etree.Element("edge", id=f"e{number}", source=names[begin], target=names[end])
        facts = {"label": label, "kind": own.kind, "weight": str(own.weight), "confirmed": str(own.confirmed)}
        _data(etree, edge, "edge", facts | {k: v for k, v in (("first", own.first), ("last", own.last)) if v})
        yield edge


def _data(etree: Any, element: Any, domain: str, facts: dict[str, str]) -> None:
    for name, value in facts.items():
        data = etree.SubElement(element, "data", key=f"{domain}-{name}")
        data.text = plain(value)
