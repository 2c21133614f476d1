"""Topics over a ledger: on readings of the example dossier as the reader makes them, on each database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from dragoman.actors import Registry
from dragoman.documents import open_documents
from dragoman.ledger import Ledger, Query
from dragoman.ledger.topics import Found, Topic, find
from dragoman.ledger.topics.clusters import APART, SAMPLE, clusters
from dragoman.ledger.topics.naming import Vocabulary
from dragoman.ledger.topics.space import points
from dragoman.ledger.topics.terms import terms
from dragoman.ledger.vectors import Floats, VectorIndex, update
from dragoman.nouns import Document, Reading
from dragoman.reading.encoder import Model
from dragoman.reading.interpret import Interpreter
from dragoman.reading.likeness import Likeness
from dragoman.reading.reader import Reader

DOSSIER = Path(__file__).parents[2] / "examples" / "january-2022"


@lru_cache
def likeness() -> Likeness:
    return Likeness.load(Model.load(), threads=1)


def encode(texts: Sequence[str]) -> Floats:
    # One by one: the networks' 8 bits make vectors depend a little on what is encoded beside them.
    return np.concatenate([likeness().vectors([text]) for text in texts])


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    """Return what the shipped reader makes of the example dossier."""
    interpret = Interpreter(Registry.load()).interpret
    documents = open_documents([str(DOSSIER)], duplicates=False)
    return [interpret(reader.read(own)) for own in documents if isinstance(own, Document)]


@pytest.fixture(scope="module")
def vectors(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    """Return the vectors of the dossier, made once."""
    folder = tmp_path_factory.mktemp("vectors")
    index = VectorIndex.open(folder / "own.voyager")
    with Ledger.open(str(folder / "own.db")) as ledger:
        for reading in readings:
            ledger.add(reading)
        list(update(index, ledger, encode))
    return index


@pytest.fixture
def ledger(where: str, readings: list[Reading]) -> Iterator[Ledger]:
    """Return a ledger with the dossier."""
    with Ledger.open(where) as own:
        for reading in readings:
            own.add(reading)
        yield own


def about(found: Found, word: str) -> Topic:
    """The largest topic that has a word in its name, in some language."""
    return next(own for own in found.topics if any(word in term for terms in own.names.values() for term in terms))


def words(ledger: Ledger, topic: Topic) -> list[str]:
    hits = ledger.statements(topic.keys)
    return [hits[key].document.text[hits[key].statement.content[0].start :][:400] for key in topic.keys]


def test_a_topic_brings_languages_and_documents_together(ledger: Ledger, vectors: VectorIndex) -> None:
    found = find(ledger, Query(), vectors, encode)
    minsk = about(found, "minsk")
    assert {"en", "fr", "ru", "uk"} <= set(minsk.languages)
    assert minsk.documents > 4
    told = words(ledger, minsk)
    assert sum("insk" in own or "инск" in own or "інськ" in own for own in told) > len(told) / 2
    assert "emmanuel-macron" in [actor.id for actor, _ in minsk.speakers]
    assert minsk.first is not None
    assert "2021-12" < minsk.first < (minsk.last or "") < "2022-03"


def test_names_tell_what_is_in_a_topic(ledger: Ledger, vectors: VectorIndex) -> None:
    found = find(ledger, Query(), vectors, encode)
    enlargement = next(own for own in found.topics if own.label == "nato-enlargement")
    assert "NATO" in enlargement.actors
    guarantees = next(own for own in found.topics if own.label == "security-guarantees")
    assert "security" in guarantees.names["en"]
    assert "гарантий" in guarantees.names["ru"]
    for topic in found.topics:
        assert topic.name
        assert len(topic.keys) == sum(topic.languages.values()) >= 3
        for language, names in topic.names.items():
            assert 0 < len(names) <= 4
            assert language in topic.languages


def test_each_statement_is_counted_once(ledger: Ledger, vectors: VectorIndex) -> None:
    found = find(ledger, Query(), vectors, encode)
    keys = [key for topic in found.topics for key in topic.keys]
    assert len(set(keys)) == len(keys)
    assert len(keys) + found.apart == ledger.count(Query())
    assert len(keys) > ledger.count(Query()) / 2
    assert [len(own.keys) for own in found.topics] == sorted((len(own.keys) for own in found.topics), reverse=True)


def test_the_order_in_which_texts_came_changes_nothing(
    ledger: Ledger, places: object, readings: list[Reading], vectors: VectorIndex
) -> None:
    with Ledger.open(places()) as other:  # type: ignore[operator]
        for reading in reversed(readings):
            other.add(reading)
        assert find(other, Query(), vectors, encode) == find(ledger, Query(), vectors, encode)


def test_only_what_was_asked_for_is_grouped(ledger: Ledger, vectors: VectorIndex) -> None:
    query = Query(language=("ru",), said="2022-02")
    found = find(ledger, query, vectors, encode)
    assert found.topics
    assert sum(len(own.keys) for own in found.topics) + found.apart == ledger.count(query)
    for topic in found.topics:
        assert set(topic.languages) == set(topic.names) == {"ru"}
        assert topic.first is not None
        assert topic.first.startswith("2022-02")
    assert len(find(ledger, Query(), vectors, encode, number=4).topics) <= 4
    assert find(ledger, Query(words="nothinglikethis"), vectors, encode) == Found((), 0)


def test_what_was_rejected_is_left_out_and_what_is_edited_counts_as_edited(
    ledger: Ledger, vectors: VectorIndex
) -> None:
    found = find(ledger, Query(), vectors, encode)
    topic = found.topics[0]
    ledger.judge("statement", topic.keys[0], "reject", "ada")
    hit = ledger.statement(topic.keys[1])
    assert hit is not None
    speaker = {"id": "local:somebody-else", "name": "Somebody Else", "kind": "person"}
    ledger.judge("statement", hit.key, "edit", "ada", value={"speaker": speaker})
    again = find(ledger, Query(), vectors, encode)
    keys = [key for own in again.topics for key in own.keys]
    assert topic.keys[0] not in keys
    assert sum(map(len, (own.keys for own in again.topics))) + again.apart == ledger.count(Query()) - 1
    inside = next(own for own in again.topics if hit.key in own.keys)
    assert "Somebody Else" in [actor.name for actor, _ in inside.speakers]


def test_what_the_index_lacks_is_encoded(ledger: Ledger, vectors: VectorIndex, readings: list[Reading]) -> None:
    copied = replace(readings[0], document=replace(readings[0].document, url="https://example.org/copy"))
    assert ledger.add(copied, again=True).copy_of
    asked: list[str] = []

    def counted(texts: Sequence[str]) -> Floats:
        asked.extend(texts)
        return encode(texts)

    find(ledger, Query(), vectors, counted)
    assert asked == []
    find(ledger, Query(everything=True), vectors, counted)
    assert len(asked) == len(readings[0].statements)


def test_clusters_are_the_clouds_that_there_are() -> None:
    dice = np.random.default_rng(1)
    middles = np.eye(8, 32, dtype=np.float32)
    owner = dice.integers(0, 8, SAMPLE * 2)
    cloud = middles[owner] + dice.normal(0, 0.05, (len(owner), 32)).astype(np.float32)
    far = np.zeros((1, 32), np.float32)
    far[0, 31] = 1
    rows = np.concatenate([cloud, far]) / np.linalg.norm(np.concatenate([cloud, far]), axis=1, keepdims=True)
    group, near = clusters(rows, 8)
    assert len({(own, int(found)) for own, found in zip(owner.tolist(), group[:-1], strict=True)}) == 8
    assert group[-1] == APART
    assert near[:-1].min() > 0.8


@pytest.mark.parametrize("number", [1, 2, 3])
def test_few_statements_are_no_trouble(number: int) -> None:
    vectors = np.eye(number, 384, dtype=np.float32)
    where = points(vectors, ["en"] * number, ["a"] * number, list(range(number)))
    assert where.shape[0] == number
    assert np.isfinite(where).all()
    assert len(clusters(where, 5)[0]) == number


def test_neither_language_nor_length_parts_what_is_alike() -> None:
    dice = np.random.default_rng(2)
    subject, language = dice.normal(size=(4, 384)), dice.normal(size=(2, 384)) * 3
    rows = [
        subject[about] + language[spoken] + dice.normal(size=384) * 0.3
        for spoken in (0, 1) for about in range(4) for _ in range(40)
    ]  # fmt: skip
    vectors = np.array(rows, np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    where = points(vectors, ["en"] * 160 + ["ru"] * 160, [str(own) for own in range(320)], [0] * 320)
    group, _ = clusters(where, 4)
    assert (group[:160] == group[160:]).mean() > 0.95
    assert len(set(group.tolist())) == 4


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the Minsk deal of Russia's", {"minsk", "deal", "minsk deal", "russia"}),
        ("fr", "que l'arrêt de l'élargissement", {"arrêt", "élargissement"}),
        ("ru", "гарантии безопасности", {"гарантии", "безопасности", "гарантии безопасности"}),
        ("uk", "п'ять країн, зерно", {"зерно"}),
        ("de", "das Gas", {"das", "gas", "das gas"}),
        ("en", "gas, wheat", {"gas", "wheat"}),
    ],
)
def test_terms(language: str, text: str, expected: set[str]) -> None:
    assert set(terms(text, language).values()) == expected


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", "переговоры переговоров переговорам переговорами переговорах"),
        ("ru", "санкции санкций санкциями санкциях"),
        ("ru", "зерно зерна зерном"),
        ("uk", "гарантії гарантій гарантіями гарантіях"),
        ("uk", "угода угоди угоду угодою"),
        ("en", "treaty treaties"),
        ("en", "sanction sanctions"),
        ("fr", "accord accords"),
        ("fr", "national nationale nationaux"),
    ],
)
def test_forms_of_a_word_are_one_term(language: str, forms: str) -> None:
    assert len({next(iter(terms(form, language))) for form in forms.split()}) == 1


def test_a_name_is_of_what_is_not_everywhere() -> None:
    counted = Vocabulary()
    for _ in range(4):
        counted.count(0, ["country", "gas", "transit", "gas transit"])
        counted.count(1, ["country", "grain"])
        counted.count(2, ["country", "sea"])
    counted.count(1, ["country", "once"])
    # Both words of the pair stand in it alone; what stands in one statement only names nothing.
    assert counted.best(0) == ("gas transit", "country")
    assert counted.best(1) == ("grain", "country")
    assert counted.best(1, most=1) == ("grain",)
    assert counted.best(1, share=0.9) == ("country",)
