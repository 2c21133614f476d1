"""Statements out: every format holds what was read, says what is confirmed, and is safe to open."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable

import docx
import pytest
from lxml import etree

from dragoman.ledger import Ledger, Query
from dragoman.ledger.export import export, export_readings, export_training
from dragoman.ledger.export.events import QUADS
from dragoman.ledger.export.safe import cell, markdown, uncell
from dragoman.ledger.export.webannotation import CONTEXT
from dragoman.nouns import Actor, Reading
from dragoman.reading.markup import parse

Make = Callable[..., Reading]
MACRON = Actor("emmanuel-macron", "Emmanuel Macron", "person", "france")
SCHOLZ = Actor("olaf-scholz", "Olaf Scholz", "person", "germany")
BOTH = Actor("emmanuel-macron+olaf-scholz", "Emmanuel Macron and Olaf Scholz", "group", members=(MACRON, SCHOLZ))
NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


def written(ledger: Ledger, form: str, **asked: object) -> bytes:
    out = io.BytesIO()
    export(ledger, Query(**asked), form, out)  # type: ignore[arg-type]
    return out.getvalue()


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def key_of(ledger: Ledger) -> str:
    return ledger.search(Query()).hits[0].key


def test_a_table_has_a_row_a_statement_with_its_words_and_spans(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(addressee=(MACRON,)))
    (row,) = table(written(ledger, "csv"))
    assert (row["speaker"], row["speaker_id"], row["act"], row["said"]) == (
        "Vladimir Putin", "vladimir-putin", "DENY", "2022-01-28"
    )  # fmt: skip
    assert (row["source"], row["source_spans"], row["cue_spans"]) == ("L'Élysée", "0-8", "9-18")
    assert (row["word_of"], row["addressee_ids"]) == ("Élysée Palace; Vladimir Putin", "emmanuel-macron")
    assert (row["negated"], row["judgement"], row["hedge"]) == ("false", "unjudged", "")


@pytest.mark.parametrize(
    ("verdict", "value", "name"),
    [("accept", None, "accepted"), ("reject", None, "rejected"), ("unsure", None, "unsure"),
     ("edit", {"act": "SAY"}, "edited")],
)  # fmt: skip
def test_every_format_says_what_a_person_said(ledger: Ledger, reading: Make, verdict, value, name) -> None:
    ledger.add(reading())
    ledger.judge("statement", key_of(ledger), verdict, "Ada", "because", value)
    (row,) = table(written(ledger, "csv"))
    assert (row["judgement"], row["judged_by"], row["judged_why"]) == (name, "Ada", "because")
    assert table(written(ledger, "events"))[0]["judgement"] == name
    (own,) = json.loads(written(ledger, "annotations"))["items"]
    (said,) = [body for body in own["body"] if body["purpose"] == "assessing"]
    assert (said["value"], said["creator"]["name"]) == (name, "Ada")
    assert (f"{name} by Ada" in written(ledger, "markdown").decode()) == (verdict != "reject")


def test_merged_actors_are_exported_as_one(ledger: Ledger, reading: Make) -> None:
    double = Actor("local:putin", "Putin", "person")
    ledger.add(reading(speaker=double, word_of=(double,)))
    ledger.add(reading(text="Autre texte, autre adresse, même homme, dit-on.", url="https://example.org/b"))
    merge = ledger.judge("actor", "local:putin", "edit", "Ada", value={"same_as": "vladimir-putin"})
    assert {row["speaker_id"] for row in table(written(ledger, "csv"))} == {"vladimir-putin"}
    assert {row["speaker"] for row in table(written(ledger, "csv"))} == {"Vladimir Putin"}
    ledger.undo(merge.id, "Ada")
    assert {row["speaker_id"] for row in table(written(ledger, "csv"))} == {"vladimir-putin", "local:putin"}


def test_a_circle_of_merges_ends(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading())
    ledger.judge("actor", "vladimir-putin", "edit", "Ada", value={"same_as": "a"})
    ledger.judge("actor", "a", "edit", "Ada", value={"same_as": "vladimir-putin"})
    assert [row["speaker_id"] for row in table(written(ledger, "csv"))] == ["a"]


def test_all_pages_are_exported(ledger: Ledger, reading: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.ledger.export.found._LOT", 2)
    for number in range(5):
        ledger.add(reading(text=f"Texte numéro {number} {'abcde'[number] * 40}", url=f"https://example.org/{number}"))
    assert len({row["key"] for row in table(written(ledger, "csv"))}) == 5


HOSTILE = ["=1+2", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "\ufeff=1"]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula(words: str) -> None:
    assert cell(words).startswith("'")
    assert uncell(cell(words)) == words


def test_a_hostile_document_comes_out_safe_in_every_format(ledger: Ledger, reading: Make) -> None:
    text = "=HYPERLINK \x00\x0b a \x1b[31m said ]]> <script>x</script> *that* _it_ is so \ufffe."
    ledger.add(reading(text=text, title="=cmd|' /C calc'!A0", outlet="<b>&\x01", topic="a\x02<", addressee=(BOTH,)))
    for row in table(written(ledger, "csv")) + table(written(ledger, "events")):
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
        assert "\x00" not in "".join(row.values())
    note = written(ledger, "markdown").decode()
    assert "<script>" not in note.replace("\\<", "")
    assert "\x1b" not in note
    etree.fromstring(written(ledger, "graphml"))
    json.loads(written(ledger, "annotations"))
    words = "\n".join(own.text for own in docx.Document(io.BytesIO(written(ledger, "docx"))).paragraphs)
    assert "=cmd|' /C calc'!A0" in words


def test_annotations_select_the_words_by_place_and_by_quotation(ledger: Ledger, reading: Make) -> None:
    own = reading(text="😀 " + reading().document.text)
    ledger.add(own)
    page = json.loads(written(ledger, "annotations"))
    assert (page["@context"], page["type"]) == (CONTEXT, "AnnotationPage")
    (annotation,) = page["items"]
    assert annotation["type"] == "Annotation"
    for target in annotation["target"]:
        place, quote = target["selector"]
        assert (place["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        text = own.document.text
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in text
        assert target["source"] == "https://example.org/a"
    assert [target["styleClass"] for target in annotation["target"]] == ["source", "cue", "content"]


def test_a_graph_has_edges_by_act_and_by_topic(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(addressee=(BOTH,), topic="nato"))
    ledger.add(reading(text="Tout autre chose, dit Poutine à Macron, un jour après.", url="https://example.org/b",
                       addressee=(MACRON,), said="2022-02-01"))  # fmt: skip
    ledger.judge("statement", key_of(ledger), "accept", "Ada")
    root = etree.fromstring(written(ledger, "graphml"))
    names = {node.get("id"): node.findtext("g:data[@key='node-label']", namespaces=NS)
             for node in root.iterfind(".//g:node", NS)}  # fmt: skip
    edges = {
        (names[edge.get("source")], names[edge.get("target")]): {
            data.get("key").removeprefix("edge-"): data.text for data in edge.iterfind("g:data", NS)
        }
        for edge in root.iterfind(".//g:edge", NS)
    }
    assert edges[("Vladimir Putin", "Emmanuel Macron")] == {
        "label": "DENY", "kind": "act", "weight": "2", "confirmed": "1", "first": "2022-01-28", "last": "2022-02-01"
    }  # fmt: skip
    assert edges[("Vladimir Putin", "Olaf Scholz")]["weight"] == "1"
    assert edges[("Vladimir Putin", "nato")]["kind"] == "topic"


def test_rejected_statements_are_in_no_graph(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(addressee=(MACRON,)))
    ledger.judge("statement", key_of(ledger), "reject", "Ada")
    assert etree.fromstring(written(ledger, "graphml")).find(".//g:edge", NS) is None


def test_events_have_roots_and_quad_classes(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(act="THREATEN", negated=True, modality="conditional", addressee=(BOTH,)))
    first, second = table(written(ledger, "events"))
    assert (first["event_root"], first["quad_class"], first["mode"]) == (
        "THREATEN", "verbal conflict", "negated conditional"
    )  # fmt: skip
    assert (first["recipient"], second["recipient"]) == ("Emmanuel Macron", "Olaf Scholz")
    assert first["spans"] == "0-8;9-18;23-62"


def test_verbal_acts_have_no_root(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(act="DENY"))
    (event,) = table(written(ledger, "events"))
    assert (event["event_root"], event["verbal_act"], event["quad_class"]) == ("", "DENY", "")


def test_a_statement_by_nobody_is_no_event(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(speaker=None))
    assert table(written(ledger, "events")) == []


def test_the_roots_are_those_of_the_code_book() -> None:
    roots = [root for own in QUADS.values() for root in own]
    assert len(roots) == len(set(roots)) == 15


def test_parquet_holds_the_rows_of_the_table(ledger: Ledger, reading: Make, tmp_path) -> None:
    io_ = pytest.importorskip("arro3.io")
    ledger.add(reading())
    (tmp_path / "a.parquet").write_bytes(written(ledger, "parquet"))
    (row,) = io_.read_parquet(str(tmp_path / "a.parquet")).read_all().to_struct_array().to_pylist()
    assert (row["speaker"], row["negated"], row["confidence"], row["hedge"]) == ("Vladimir Putin", False, 1.0, None)


def test_a_word_file_opens(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading())
    assert zipfile.ZipFile(io.BytesIO(written(ledger, "docx"))).testzip() is None


def test_markdown_of_documents_is_no_markup() -> None:
    assert markdown("a *b*\n# [c](d) <e>") == "a \\*b\\* \\# \\[c\\](d) \\<e\\>"
    assert markdown("- a") == "\\- a"
    assert markdown("1. a") == "1\\. a"
    assert markdown("2022-01-28") == "2022-01-28"


def test_json_lines_hold_whole_readings_with_judgements(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading())
    ledger.add(reading(text="Nul ne dit rien ici, sauf ceci.", url="https://example.org/b", act="SAY"))
    ledger.judge("statement", ledger.search(Query(act=("DENY",))).hits[0].key, "edit", "Ada", "why", {"act": "SAY"})
    out = io.BytesIO()
    export_readings(ledger, Query(), out)
    first, second = map(json.loads, out.getvalue().decode().splitlines())
    assert first["statements"][0]["act"] == "DENY"
    (judgement,) = first["judgements"]
    assert (judgement["target"], judgement["by"], judgement["value"]) == ("s1", "Ada", {"act": "SAY"})
    assert second["judgements"] == []
    out = io.BytesIO()
    export_readings(ledger, Query(judgement=("edit",)), out)
    assert [json.loads(line)["url"] for line in out.getvalue().decode().splitlines()] == ["https://example.org/a"]


def test_corrected_statements_are_training_text(ledger: Ledger, reading: Make) -> None:
    ledger.add(reading(title="Un\ntitre"))
    assert list(export_training(ledger, Query())) == []
    ledger.judge("statement", key_of(ledger), "edit", "Ada", value={"content": [[19, 62]]})
    (marked,) = export_training(ledger, Query())
    back = parse(marked.text or "")
    assert back.text == reading().document.text
    assert [back.text[start:end] for start, end in back.marks[0].content] == [
        "que Poutine a nié toute intention offensive"
    ]
    assert back.header["about"] == "1 edited"
    assert (back.header["language"], back.header["title"]) == ("fr", "Un titre")


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [("L'Élysée a dit <q1>rien</q1>.", {"content": [[15, 20]]}, "mark"), (None, {"cue": [[4, 12]]}, "overlap|cross")],
)
def test_what_the_markup_cannot_hold_is_named(ledger: Ledger, reading: Make, text, value, fault) -> None:
    ledger.add(reading(text=text) if text else reading())
    ledger.judge("statement", key_of(ledger), "edit", "Ada", value=value)
    (marked,) = export_training(ledger, Query())
    assert marked.text is None
    assert any(word in (marked.fault or "") for word in fault.split("|"))
