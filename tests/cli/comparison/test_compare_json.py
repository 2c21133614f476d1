"""A comparison as JSON: the keys that others rely on, and that the docs name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from dragoman.nouns import Comparison
from dragoman.records import comparison_record

DOCS = (Path(__file__).parents[3] / "docs" / "json.md").read_text(encoding="utf-8")
SECTION = DOCS.partition("## Output of `dragoman compare --format json`")[2]


def tables(title: str) -> list[str]:
    section = SECTION.partition(f"### {title}\n")[2].partition("\n#")[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_the_keys_are_those_laid_down_and_in_their_order(compared: Comparison) -> None:
    record = comparison_record(compared)
    laid_down = ["id", "kind", "date", "participants", "accounts", "points", "framing"]
    assert list(record)[: len(laid_down)] == laid_down
    assert record["participants"][0] == {"id": "emmanuel-macron", "name": "Emmanuel Macron"}
    assert record["accounts"][0] == {
        "id": "russia",
        "voucher": {"id": "kremlin", "name": "Kremlin"},
        "documents": ["ru"],
    }
    point = record["points"][2]
    assert list(point)[:4] == ["id", "label", "accounts", "note"]
    assert point["accounts"]["daily"] == {"status": "not mentioned", "statements": []}
    (said,) = point["accounts"]["russia"]["statements"]
    assert point["accounts"]["russia"]["status"] == "denied"
    assert said == {"document": "ru", "spans": [[0, 23]], "text": "Путин отверг обвинения.", "ids": ["s1"]}


def test_framing_is_by_category_and_account(compared: Comparison) -> None:
    framing = comparison_record(compared)["framing"]
    assert [fact["value"] for fact in framing["order and share"]["russia"]] == ["p2: 2 of 3, 30 %", "p3: 1 of 3, 40 %"]
    assert framing["initiator"]["russia"][0]["statements"][0]["document"] == "ru"


def test_it_is_json(compared: Comparison) -> None:
    assert json.loads(json.dumps(comparison_record(compared))) == comparison_record(compared)


def test_the_docs_name_every_key_in_its_order(compared: Comparison) -> None:
    record: dict[str, Any] = comparison_record(compared)
    assert tables("An exchange") == list(record)
    assert tables("An account") == list(record["accounts"][0])
    assert tables("A point") == list(record["points"][0])
    assert tables("A passage") == list(record["points"][0]["accounts"]["russia"]["statements"][0])


def test_the_example_of_the_docs_has_the_shape_of_a_record(compared: Comparison) -> None:
    (example,) = json.loads(re.findall(r"^```json\n(.*?)^```", SECTION, re.MULTILINE | re.DOTALL)[0])["exchanges"]
    record = comparison_record(compared)
    assert list(example) == list(record)
    assert list(example["points"][0]) == list(record["points"][0])
    assert list(example["accounts"][0]) == list(record["accounts"][0])
