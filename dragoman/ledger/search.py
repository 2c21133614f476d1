"""A query to SQL: one look into the full-text index, which holds words and facets alike.

Places are in the order of days, so that the index gives statements in the order asked for, and a page costs no more
than the statements it has to pass over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, cast, exists, func, literal_column, select, table, text
from sqlalchemy import column as sql_column
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from dragoman.ledger import exchanges, facets
from dragoman.ledger.days import Days, days
from dragoman.ledger.derive import first_place
from dragoman.ledger.keys import short
from dragoman.ledger.query import Query, Term, terms
from dragoman.ledger.same import groups, merges, with_same
from dragoman.ledger.tables import documents, readings, refers, statements, versions

#: Words of a statement, as a rule.
_USUAL = 25
_SEARCH = table("search", sql_column("rowid"))
_VECTOR: ColumnElement[Any] = literal_column(
    "(array_to_tsvector(string_to_array(statements.facets, ' ')) || to_tsvector('simple'::regconfig, statements.words))"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query in terms of the index: of each group of facets one, all the terms, and places in a range.

    ``exchanges`` are ids of which one must be told of.
    """

    groups: tuple[tuple[str, ...], ...]
    terms: tuple[Term, ...]
    first: int | None
    last: int | None
    refers: Days | None
    exchanges: tuple[str, ...] | None


def wanted(connection: Connection, query: Query) -> Wanted:
    """What a query asks of the index."""
    found: list[tuple[str, ...]] = [] if query.everything or query.document else [(facets.COUNTED,)]
    for letter, codes, name in (
        ("f", query.form, facets.coded), ("k", query.kind, facets.coded), ("l", query.language, facets.coded),
        ("a", query.act, facets.coded), ("t", query.topic, facets.label), ("o", query.outlet, facets.label),
        ("i", query.issuer, facets.label),
    ):  # fmt: skip
        found += _group(letter, codes, name)
    if query.speaker or query.voucher or query.addressee:
        same = groups(merges(connection, "actor"))
        for letter, ids in (("s", query.speaker), ("w", query.voucher), ("d", query.addressee)):
            found += _group(letter, with_same(ids, same), facets.named)
    if query.judgement:
        found.append(tuple(facets.judged(own) for own in query.judgement))
    if query.document is not None:
        keys = version_keys(connection, query.document)
        found.append(tuple(map(facets.of_version, keys)) or (facets.NOTHING,))
    said, referred = days(query.said), days(query.refers)
    if referred and len(touched := facets.touching(referred)) <= 100:
        found.append(tuple(touched))
    return Wanted(
        groups=tuple(found),
        terms=tuple(terms(query.words)),
        first=first_place(said[0]) if said else None,
        last=first_place(said[1] + 1) - 1 if said else None,
        refers=referred,
        exchanges=tuple(exchanges.with_merged(connection, query.exchange)) if query.exchange else None,
    )


def _group(letter: str, values: Any, name: Callable[[str, str], str]) -> list[tuple[str, ...]]:
    own = tuple(name(letter, value) for value in values)
    return [own] if own else []


def version_keys(connection: Connection, name: str) -> list[str]:
    """The keys of the versions that ``name`` means: a version's key, a document's address or its id; oldest first."""
    name = short(name)
    named = select(readings.c.version_id).where(readings.c.name == name)
    query = select(versions.c.key).join(documents, documents.c.id == versions.c.document_id)
    either = (versions.c.key == name) | (documents.c.address == name) | versions.c.id.in_(named)
    return list(connection.execute(query.where(either).order_by(versions.c.id)).scalars())


def places(connection: Connection, asked: Wanted) -> tuple[Select[Any], ColumnElement[int]]:
    """The query for the places of all statements wanted, and its column to sort and page by."""
    on_sqlite = connection.dialect.name == "sqlite"
    match = _match(asked) if on_sqlite else ""
    if match:
        place: ColumnElement[int] = _SEARCH.c.rowid
        query = select(place.label("place")).where(text("search MATCH :match").bindparams(match=match))
    else:
        place = statements.c.place
        query = select(place.label("place"))
        if not on_sqlite and (asked.groups or asked.terms):
            query = query.where(_VECTOR.op("@@")(_tsquery(asked)))
    if asked.first is not None:
        query = query.where(place.between(asked.first, asked.last))
    if asked.refers:
        first, last = asked.refers
        within = (refers.c.place == place) & (refers.c.first <= last) & (refers.c.last >= first)
        query = query.where(exists().where(within))
    if asked.exchanges is not None:
        telling = select(statements.c.place).where(exchanges.tells(statements.c.key, asked.exchanges))
        query = query.where(place.in_(telling))
    return query, place


def count(connection: Connection, asked: Wanted) -> int:
    """How many statements are wanted."""
    query, _ = places(connection, asked)
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def _match(asked: Wanted) -> str:
    """The query in the language of FTS5; nothing where all is wanted."""
    must = [" OR ".join(f'"{own}"' for own in group) for group in asked.groups]
    must += [_phrase(term) for term in asked.terms if not term.without]
    without = [_phrase(term) for term in asked.terms if term.without]
    if without and not must:
        must = [f'"{facets.COUNTED}" OR "{facets.UNCOUNTED}"']
    whole = " AND ".join(f"({own})" for own in must)
    return f"({whole}) NOT ({' OR '.join(without)})" if without else whole


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.begins else "")


def _tsquery(asked: Wanted) -> ColumnElement[Any]:
    """The query in the language of PostgreSQL."""
    parts = [_facets_query(group) for group in asked.groups]
    parts += [_words_query(term) for term in asked.terms]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.op("&&")(part)
    return whole


def _facets_query(group: tuple[str, ...]) -> ColumnElement[Any]:
    return cast(" | ".join(f"'{own}'" for own in group), TSQUERY)


def _words_query(term: Term) -> ColumnElement[Any]:
    if term.begins:
        beginning = " <-> ".join([*(f"'{own}'" for own in term.words[:-1]), f"'{term.words[-1]}':*"])
        found: ColumnElement[Any] = func.to_tsquery(literal_column("'simple'::regconfig"), beginning)
    else:
        found = func.phraseto_tsquery(literal_column("'simple'::regconfig"), " ".join(term.words))
    return UnaryExpression(found, operator=custom_op("!!")) if term.without else found


def relevance(words: str, asked: Wanted) -> float:
    """How much a statement's words are about the terms: each counts by how often it stands there, less in a long text.

    The share of Okapi BM25 that differs between statements which all hold every term.
    """
    tokens = words.split()
    norm = 1.2 * (0.25 + 0.75 * len(tokens) / _USUAL)
    counts = (_occurrences(term, tokens) for term in asked.terms if not term.without)
    return round(sum(2.2 * own / (own + norm) for own in counts), 9)


def _occurrences(term: Term, tokens: list[str]) -> int:
    *before, last = term.words
    number = len(before)
    return sum(
        (token.startswith(last) if term.begins else token == last) and tokens[at - number : at] == before
        for at, token in enumerate(tokens)
        if at >= number
    )
