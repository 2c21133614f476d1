"""Search against a plain look through all statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.postgres import Server
from bench.synthetic import ACTS, LANGUAGES, Maker
from dragoman.ledger import Ledger, LedgerError, Page, Query
from dragoman.ledger.days import days
from dragoman.ledger.folding import folded
from dragoman.nouns import Reading, Span, Statement

Make = Callable[..., Reading]
MAKER = Maker(3)
READINGS = list(MAKER.readings(600))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Return a ledger with some hundred statements."""
    where = str(tmp_path_factory.mktemp("ledger") / "ledger.db")
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        where = server.database()
    with Ledger.open(where) as own:
        for reading in READINGS:
            own.add(reading)
        yield own


Pair = tuple[Reading, Statement]


def pairs(copies: set[str | None]) -> list[Pair]:
    return [(r, s) for r in READINGS if r.document.url not in copies for s in r.statements]


def words_of(pair: Pair) -> str:
    reading, statement = pair
    spans = sorted((*statement.source, *statement.cue, *statement.content))
    return " " + folded(" ".join(reading.document.text[start:end] for start, end in spans)) + " "


def said_of(pair: Pair) -> int:
    found = days(pair[1].said) or days(pair[0].document.published)
    return found[0] if found else 0


def overlaps(values: tuple[str, ...], asked: str) -> bool:
    span = days(asked)
    assert span
    return any(own and own[0] <= span[1] and own[1] >= span[0] for own in map(days, values))


def holds(pair: Pair, query: Query) -> bool:
    reading, statement = pair
    document, words = reading.document, words_of(pair)
    span = days(query.said)
    return (
        (not query.speaker or (statement.speaker is not None and statement.speaker.id in query.speaker))
        and (not query.voucher or any(actor.id in query.voucher for actor in statement.word_of))
        and (not query.addressee or any(actor.id in query.addressee for actor in statement.addressee))
        and (not query.act or statement.act in query.act)
        and (not query.form or statement.form in query.form)
        and (not query.topic or statement.topic in query.topic)
        and (not query.outlet or document.outlet in query.outlet)
        and (not query.language or document.language in query.language)
        and (span is None or span[0] <= said_of(pair) <= span[1])
        and (query.refers is None or overlaps(statement.refers, query.refers))
        and all(f" {word} " in words for word in (query.words or "").split())
    )


def all_pages(ledger: Ledger, query: Query) -> list[Page]:
    pages = [ledger.search(query)]
    while pages[-1].after:
        pages.append(ledger.search(replace(query, after=pages[-1].after)))
    return pages


def some(values: list[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


FAMOUS = [actor.id for actor in MAKER.actors[:15]]
DATES = ["2013-12", "2014-01-01/2014-01-20", "2014-01-05", "2014", "2015", "2013-12-28/2014-01-03", "2014-01-10/2024"]
QUERIES = st.builds(
    Query,
    words=st.none() | st.lists(st.sampled_from(MAKER.vocabulary["latin"][:8]), max_size=2).map(" ".join),
    speaker=some(FAMOUS),
    voucher=some(FAMOUS, 1) | some([f"outlet-{number}" for number in range(300)], 3),
    addressee=st.just(()) | some(FAMOUS),
    act=some(ACTS),
    form=some(["direct", "mixed"], 2),
    topic=st.just(()) | some([f"topic-{number}" for number in range(60)], 10),
    outlet=st.just(()) | some(MAKER.outlets, 10),
    language=some(LANGUAGES),
    said=st.none() | st.sampled_from(DATES),
    refers=st.none() | st.sampled_from(DATES),
    order=st.sampled_from(["newest", "oldest"]),
    limit=st.sampled_from([3, 20, 1000]),
)


@settings(max_examples=150)
@given(query=QUERIES)
def test_a_query_finds_what_a_look_through_all_finds(filled: Ledger, query: Query) -> None:
    copies = {stored.reading.document.url for stored in filled.readings() if stored.version.copy_of}
    wanted = [pair for pair in pairs(copies) if holds(pair, query)]
    pages = all_pages(filled, query)
    hits = [hit for page in pages for hit in page.hits]
    place = [(hit.document.url, hit.statement.id) for hit in hits]
    assert sorted(place) == sorted((reading.document.url, statement.id) for reading, statement in wanted)
    assert filled.count(query) == len(wanted)
    assert all(len(page.hits) == query.limit for page in pages[:-1])
    dates = [said_of((Reading(hit.document, (), ""), hit.statement)) for hit in hits]
    assert dates == sorted(dates, reverse=query.order == "newest")


def test_pages_by_relevance_hold_each_statement_once(filled: Ledger) -> None:
    query = Query(words=MAKER.vocabulary["latin"][0], order="relevance", limit=7)
    keys = [hit.key for page in all_pages(filled, query) for hit in page.hits]
    assert len(keys) == len(set(keys)) == min(1000, filled.count(query)) > 20


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("elysee", True), ("ÉLYSÉE", True), ("l'elysee", True), ("offensive nié", True), ('"toute intention"', True),
        ('"intention toute"', False), ("offens*", True), ("ensive*", False), ('"toute inten*"', True),
        ("intention -guerre", True), ("intention -nie", False), ('-"a nie"', False), ("-guerre", True), ("…", True),
        ("attend", False), ("' OR 1=1 --", False), ('"', True), ("nié AND", False), ("NEAR(nié)", False), ("*", True),
    ],
)  # fmt: skip
def test_words(words: str, found: bool, ledger: Ledger, reading: Make) -> None:
    ledger.add(reading())
    assert ledger.count(Query(words=words)) == found
    assert len(ledger.search(Query(words=words, everything=True)).hits) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Сергей сказал: ёжик не придёт в Кремль", "ежик придет"), ("Сергей сказал: ёжик не придёт в Кремль", "КРЕМЛЬ"),
        ("外交部 表示 中方坚决反对制裁", "反对制裁"), ("外交部 表示 中方坚决反对制裁", "中方 制裁"),
        ("قال الوزيرُ إنّ المحادثات ستستأنف", "الوزير المحادثات"), ("मंत्री ने कहा कि वार्ता होगी", "वार्ता"),
        ("Die Straße, ſagte ſie, iſt naß", "strasse nass"), ("ﬁnal oﬀer from Łódź", "final offer lodz"),
        ("Η Αθήνα είπε όχι", "ειπε οχι"), ("İstanbul dedi ki hayır", "istanbul hayir"),
    ],
)  # fmt: skip
def test_words_of_many_languages(text: str, words: str, ledger: Ledger, reading: Make) -> None:
    text = text + " " * max(0, 30 - len(text))
    own = reading(text=text)
    statement = replace(own.statements[0], source=(), cue=(), content=(Span(0, len(text)),))
    ledger.add(replace(own, statements=(statement,)))
    assert ledger.count(Query(words=words)) == 1


def test_merged_actors_are_found_together(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading())
    assert ledger.count(Query(speaker=("local:putin",))) == 0
    merged = ledger.judge("actor", "local:putin", "edit", "anna", value={"same_as": "vladimir-putin"})
    assert ledger.same("actor") == {"local:putin": "vladimir-putin"}
    assert ledger.count(Query(speaker=("local:putin",))) == 1
    ledger.undo(merged.id, "anna")
    assert ledger.count(Query(speaker=("local:putin",))) == 0


def test_one_document(ledger: Ledger, reading: Make) -> None:
    version = ledger.add(reading()).version
    ledger.add(
        reading(text="Something else was said by someone else there, and at length.", url="https://e.org/b", id="d2")
    )
    for name in ("d1", "https://example.org/a", version):
        assert [hit.version for hit in ledger.search(Query(document=name)).hits] == [version]
    assert ledger.count(Query(document="nothing")) == 0


def test_names_find_actors(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading())
    assert [actor.id for actor in ledger.actors("elysee palace")] == ["elysee"]
    assert [actor.id for actor in ledger.actors("vladimir-putin")] == ["vladimir-putin"]
    assert ledger.actors("nobody") == ()


@pytest.mark.parametrize(
    "wrong",
    [{"said": "yesterday"}, {"refers": "2022-13"}, {"limit": 0}, {"limit": 1001}, {"order": "relevance"},
     {"order": "relevance", "words": "-a"}],
)  # fmt: skip
def test_what_cannot_be_asked(wrong: dict[str, object]) -> None:
    with pytest.raises(LedgerError):
        Query(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("order", ["newest", "relevance"])
def test_a_mark_of_no_page(order: str, tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as own, pytest.raises(LedgerError, match="leads to no page"):
        own.search(Query(words="a", order=order, after="nonsense"))  # type: ignore[arg-type]
