"""Readings and statements in: equal after a round trip, faults named by their place."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from dragoman.actors import Registry
from dragoman.ledger import Ledger, Query
from dragoman.ledger.exchanges import Kept
from dragoman.ledger.export import export, export_readings
from dragoman.ledger.imports import Fault, Texts, import_annotations, import_readings, import_table
from dragoman.ledger.naming import Namer
from dragoman.nouns import Actor, Document, Exchange, Mention, Narration, Reading, Resolution, Span
from dragoman.records import reading_record

Make = Callable[..., Reading]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.shipped()


@pytest.fixture
def other(tmp_path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "other.db")) as own:
        yield own


def lines(ledger: Ledger) -> bytes:
    out = io.BytesIO()
    export_readings(ledger, Query(everything=True), out)
    return out.getvalue()


def exported(ledger: Ledger, form: str) -> io.BytesIO:
    out = io.BytesIO()
    export(ledger, Query(), form, out)
    return io.BytesIO(out.getvalue())


def faults(found: object) -> list[str]:
    return [str(own) for own in found if isinstance(own, Fault)]  # type: ignore[attr-defined]


def rich(reading: Make) -> Reading:
    """A reading with actors in every place, some of one id told differently."""
    hidden = Actor("elysee", "Élysée Palace", "institution", named=False)
    both = Actor("a+b", "A and B", "group", members=(Actor("a", "A", "person"), hidden))
    own = reading(addressee=(both,), resolution=Resolution("why", 0.5, (hidden, both)), title="=1\x00", text="😀" * 70)
    return replace(
        own, mentions=(Mention(Span(0, 2), both, "why", 1.0),), narrations=(Narration(Span(0, 1), (hidden,)),)
    )


def test_json_lines_come_back_equal(ledger: Ledger, other: Ledger, reading: Make, registry: Registry) -> None:
    ledger.add(rich(reading))
    ledger.add(reading())
    ledger.add(reading(act="SAY"), again=True)
    ledger.add(reading(text="Une autre version, tout autre, avec d'autres mots, dit-on partout."))
    ledger.judge("statement", ledger.search(Query()).hits[0].key, "edit", "Ada", "why", {"act": "SAY"})
    ledger.judge("actor", "vladimir-putin", "edit", "Bob", value={"same_as": "elysee"})
    namer = Namer(other, registry)
    assert faults(import_readings(other, io.BytesIO(lines(ledger)), "a", namer)) == []
    assert [own.reading for own in other.readings(current=False)] == [
        own.reading for own in ledger.readings(current=False)
    ]
    assert lines(other) == lines(ledger)
    assert list(other.check()) == []
    # Again, nothing is new.
    found = list(import_readings(other, io.BytesIO(lines(ledger)), "a", namer))
    assert {own.news for own in found if not isinstance(own, Fault)} == {"nothing"}
    assert lines(other) == lines(ledger)
    assert other.status().judgements == 2


def test_what_read_writes_is_taken_in(ledger: Ledger, reading: Make, registry: Registry) -> None:
    line = json.dumps(reading_record(reading()))
    assert faults(import_readings(ledger, io.BytesIO(line.encode()), "a", Namer(ledger, registry))) == []
    statement = ledger.search(Query()).hits[0].statement
    assert [(actor.id, actor.kind) for actor in statement.word_of] == [
        ("elysee", "institution"), ("vladimir-putin", "person")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [({"text": 1}, "text"), ({"text": "\ud800"}, "surrogate"), ({"text": "x"}, "outside"), ({"text": " "}, "empty"),
     ({"statements": [{"id": 1}]}, "fit"), ({"statements": "x"}, "fit"), ({"kind": "novel"}, "fit"),
     ({"mentions": [{}]}, "fit"), ({"read_by": None}, "fit")],
)  # fmt: skip
def test_a_line_that_does_not_fit_is_named(ledger: Ledger, reading: Make, registry: Registry, change, words) -> None:
    good = json.dumps(reading_record(reading()))
    bad = json.dumps({**reading_record(reading()), **change})
    data = f"{bad}\n\n{{]\n{good}\n".encode()
    first, second = faults(import_readings(ledger, io.BytesIO(data), "a.jsonl", Namer(ledger, registry)))
    assert first.startswith("a.jsonl:1: ")
    assert words in first
    assert second.startswith("a.jsonl:3: is not JSON")
    assert ledger.count(Query()) == 1


def test_a_table_of_our_own_brings_nothing_new(ledger: Ledger, reading: Make, registry: Registry) -> None:
    ledger.add(reading(addressee=(Actor("emmanuel-macron", "Emmanuel Macron", "person"),)))
    (found,) = import_table(ledger, exported(ledger, "csv"), "a", Namer(ledger, registry), Texts(ledger), {})
    assert not isinstance(found, Fault)
    assert found.news == "nothing"


def test_a_mapped_table_is_read_against_texts_given(ledger: Ledger, registry: Registry) -> None:
    text = Document("d", 'Macron said he would call. He added: "Soon."', "dir/a.txt", published="2022-01-28")
    data = "File;Who;Quote;Said\na.txt;Emmanuel Macron;he would call;2022-01-27\na.txt;the French president;'=Soon;\n"
    columns = {"File": "document", "Who": "speaker", "Quote": "content", "Said": "said"}
    found = list(import_table(ledger, io.BytesIO(data.encode()), "b.csv", Namer(ledger, registry),
                              Texts(ledger, [text]), columns))  # fmt: skip
    assert faults(found) == ["b.csv:3: the words '=Soon' are not in the text"]
    (hit,) = ledger.search(Query()).hits
    assert hit.statement.speaker is not None
    assert (hit.statement.speaker.id, hit.statement.said, hit.read_by) == (
        "emmanuel-macron", "2022-01-27", "import:b.csv"
    )  # fmt: skip
    assert [hit.document.text[start:end] for start, end in hit.statement.content] == ["he would call"]


def test_imported_statements_stand_beside_those_read(ledger: Ledger, reading: Make, registry: Registry) -> None:
    ledger.add(reading())
    data = "url,content,act,negated\nhttps://example.org/a,Kyiv attend,HOPE,yes\n"
    for _ in range(2):
        list(import_table(ledger, io.BytesIO(data.encode()), "c", Namer(ledger, registry), Texts(ledger), {}))
    assert sorted(hit.statement.act or "" for hit in ledger.search(Query()).hits) == ["DENY", "HOPE"]
    assert {hit.read_by for hit in ledger.search(Query()).hits} == {"model-1+import:c"}
    assert ledger.status().readings == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [("x\n1\n", "content"), ("content,document\nKyiv,nowhere\n", "neither"), ("content,url,act\nKyiv,U,SHOUT\n", "act"),
     ("content,url,said\nKyiv,U,soon\n", "date"), ("content,url,confidence\nKyiv,U,2\n", "confidence"),
     ("content,url,negated\nKyiv,U,maybe\n", "true"), ("content_spans,url\n0-999,U\n", "within"),
     ("content,url\n,U\n", "no content"), ("content\nKyiv\n", "which document"),
     ("content,url\nKyiv\xff,U\n", "UTF-8")],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_named(ledger: Ledger, reading: Make, registry: Registry, data, words) -> None:
    ledger.add(reading())
    file = io.BytesIO(
        data.replace("U\n", "https://example.org/a\n").replace("U,", "https://example.org/a,").encode("latin-1")
    )
    (fault,) = faults(import_table(ledger, file, "a.csv", Namer(ledger, registry), Texts(ledger), {}))
    assert fault.startswith("a.csv:")
    assert words in fault


def test_a_column_that_is_not_there_is_named(ledger: Ledger, registry: Registry) -> None:
    found = import_table(ledger, io.BytesIO(b"a,content\n"), "a", Namer(ledger, registry), Texts(ledger), {"b": "act"})
    assert "no column 'b'" in faults(found)[0]


def test_annotations_come_back_with_their_judgements(ledger: Ledger, other: Ledger, reading: Make, registry) -> None:
    ledger.add(reading(hedge="peut-être", negated=True))
    ledger.judge("statement", ledger.search(Query()).hits[0].key, "accept", "Ada")
    texts = Texts(other, [reading().document])
    found = list(import_annotations(other, exported(ledger, "annotations"), "a", Namer(other, registry), texts))
    assert faults(found) == []
    before, after = ledger.search(Query()).hits[0], other.search(Query()).hits[0]
    assert after.judgement is not None
    assert before.judgement is not None
    assert (after.judgement.by, after.judgement.at) == ("Ada", before.judgement.at)
    for name in ("source", "cue", "content", "act", "hedge", "negated", "said", "refers"):
        assert getattr(after.statement, name) == getattr(before.statement, name)
    assert [own.id for own in after.statement.word_of] == [own.id for own in before.statement.word_of]


def annotation(*selectors: dict[str, object], **more: object) -> dict[str, object]:
    return {"type": "Annotation", "target": {"source": "https://example.org/a", "selector": list(selectors)}, **more}


def test_annotations_of_others_select_contents(ledger: Ledger, reading: Make, registry: Registry) -> None:
    ledger.add(reading())
    quote = {"type": "TextQuoteSelector", "exact": "Kyiv attend", "prefix": "", "suffix": "."}
    shifted = {"type": "TextPositionSelector", "start": 3, "end": 14}
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": "hope"},
              {"type": "TextualBody", "purpose": "identifying", "value": "Ukraine"}]  # fmt: skip
    data = json.dumps([annotation(shifted, quote, body=bodies)]).encode()
    assert faults(import_annotations(ledger, io.BytesIO(data), "a", Namer(ledger, registry), Texts(ledger))) == []
    (hit,) = ledger.search(Query(act=("HOPE",))).hits
    assert hit.statement.speaker is not None
    assert hit.statement.speaker.id == "ukraine"
    assert [hit.document.text[start:end] for start, end in hit.statement.content] == ["Kyiv attend"]


@pytest.mark.parametrize(
    ("own", "words"),
    [(annotation(), "neither"), (annotation({"type": "TextQuoteSelector", "exact": "nowhere"}), "not in the text"),
     (annotation({"type": "TextPositionSelector", "start": 5, "end": 999}), "within"),
     ({"target": "http://a"}, "selects"),
     ({"target": []}, "no target"), (3, "object"), (annotation({"start": 1}), "no Web Annotation"),
     ({"target": {"source": "http://elsewhere", "selector": []}}, "neither in the ledger")],
)  # fmt: skip
def test_an_annotation_that_does_not_fit_is_named(ledger: Ledger, reading: Make, registry, own, words) -> None:
    ledger.add(reading())
    file = io.BytesIO(json.dumps({"items": [own]}).encode())
    (fault,) = faults(import_annotations(ledger, file, "a", Namer(ledger, registry), Texts(ledger)))
    assert fault.startswith("a, annotation 1: ")
    assert words in fault


@pytest.mark.parametrize("data", [b"{", b"3", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_page_of_annotations_is_named(ledger: Ledger, registry: Registry, data: bytes) -> None:
    found = import_annotations(ledger, io.BytesIO(data), "a", Namer(ledger, registry), Texts(ledger))
    assert "no page of Web Annotations" in faults(found)[0]


def test_judgements_on_exchanges_travel_with_who_when_and_why(
    ledger: Ledger, other: Ledger, reading: Make, registry: Registry
) -> None:
    ledger.add(reading())
    passed = ledger.judge("exchange", "call-2", "edit", "Ada", "one call", {"same_as": "call-1"})
    taken = ledger.judge("exchange", "call-3", "edit", "Ada", value={"same_as": "call-1"})
    ledger.undo(taken.id, "Bob")
    *_, last = map(json.loads, lines(ledger).splitlines())
    assert last == {
        "judgements": [{"kind": "exchange", "target": "call-2", "verdict": "edit", "by": "Ada", "at": passed.at,
                        "why": "one call", "value": {"same_as": "call-1"}}]
    }  # fmt: skip
    for number in (1, 0):
        found = list(import_readings(other, io.BytesIO(lines(ledger)), "a", Namer(other, registry)))
        assert faults(found) == []
        assert found[-1].judgements == number  # type: ignore[union-attr]
    assert lines(other) == lines(ledger)


def test_of_exchanges_only_those_told_of_are_exported(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading())
    (hit,) = ledger.search(Query()).hits
    ledger.keep_exchanges([Kept(Exchange("call-1", "call", None, ()), ("d1",), (hit.key,))], ledger.exchange_state())
    for target, into in (("call-2", "call-1"), ("call-8", "call-9")):
        ledger.judge("exchange", target, "edit", "Ada", value={"same_as": into})
    out = io.BytesIO()
    export_readings(ledger, Query(act=("DENY",)), out)
    *_, last = map(json.loads, out.getvalue().splitlines())
    assert [own["target"] for own in last["judgements"]] == ["call-2"]


@pytest.mark.parametrize(
    ("judgements", "words"),
    [("x", "fit"), ([{"kind": "exchange"}], "fit"),
     ([{"kind": "statement", "target": "s1", "verdict": "accept", "by": "A", "at": "2022"}], "no document")],
)  # fmt: skip
def test_judgements_that_do_not_fit_are_named(ledger: Ledger, registry: Registry, judgements, words) -> None:
    data = json.dumps({"judgements": judgements}).encode()
    (fault,) = faults(import_readings(ledger, io.BytesIO(data), "a.jsonl", Namer(ledger, registry)))
    assert fault.startswith("a.jsonl:1: ")
    assert words in fault
