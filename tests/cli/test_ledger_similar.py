"""``dragoman ledger similar`` with the model as shipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from dragoman.ledger import Ledger, Query

Call = Callable[..., Result]


def test_the_same_in_another_language_comes_first(call: Call, tmp_path: Path) -> None:
    texts = {
        "en": "The minister said that the talks would resume on Monday.",
        "fr": "Le ministre a déclaré que les négociations reprendraient lundi.",
        "de": "The admiral complained that the harbour had been closed to fishing boats for a month.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    where = tmp_path / "own.db"
    assert call("ledger", "add", *sorted(tmp_path.glob("*.txt")), "--ledger", where).exit_code == 0
    with Ledger.open(str(where)) as own:
        (key,) = [hit.key for hit in own.search(Query(words="resume")).hits]
    result = call("ledger", "similar", key, "--format", "jsonl", "--ledger", where)
    assert result.exit_code == 0, result.output
    first, second = map(json.loads, result.stdout.splitlines())
    assert "négociations" in first["words"]
    assert first["likeness"] > second["likeness"]
    assert "négociations" in call("ledger", "similar", key, "--ledger", where).stdout
    assert call("ledger", "similar", "x", "--ledger", where).exit_code == 1
