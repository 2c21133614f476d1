"""Whatever the OpenAPI allows, and much that it does not, is answered without an error of the server."""

from __future__ import annotations

import zlib
from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from strangers import CALL

from dragoman.desk import Desk, create_app

#: Questions put to each operation of the OpenAPI, of those that it allows, and of those that it does not.
EACH = 8
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture
def known(desk: Desk) -> dict[str, list[str]]:
    """Return what names something in the ledger, by the first part of the address."""
    own = desk.refresh()
    versions = [entry.key for entry in own.entries.values()]
    return {
        "documents": versions,
        "changes": versions,
        "statements": [line.key for line in own.lines],
        "actors": list(own.actors),
        "exchanges": [CALL],
        "searches": [desk.ledger.save_search("Talks", {"words": "talks"}, "anna").key],
    }


def test_no_question_is_an_error_of_the_server(desk: Desk, known: dict[str, list[str]]) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(desk))
    statuses: Counter[int] = Counter()
    operations = [own.ok() for own in schema.get_all_operations()]
    for operation in operations:
        for mode in MODES:
            _ask(operation, mode, known, statuses)
    assert len(operations) >= 15
    assert sum(statuses.values()) >= 150
    # Both what is there and what is not was asked for, and what cannot be asked.
    assert min(statuses[200], statuses[404], statuses[422]) >= 20


def _ask(
    operation: schemathesis.APIOperation, mode: GenerationMode, known: dict[str, list[str]], statuses: Counter[int]
) -> None:
    """Put questions to an operation; every other one of an address with names is of something that is there."""
    names = known.get(operation.path.split("/")[1].partition(".")[0], [])

    @settings(
        max_examples=EACH, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        dice = zlib.crc32(repr((case.query, case.path_parameters)).encode())
        if names and case.path_parameters and dice % 2:
            case.path_parameters = dict.fromkeys(case.path_parameters, names[dice % len(names)])
        statuses[case.call_and_validate(checks=[not_a_server_error]).status_code] += 1

    ask()
