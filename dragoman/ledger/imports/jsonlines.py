"""JSON Lines as ``dragoman ledger export`` and ``dragoman read`` write them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

from dragoman.ledger.imports.store import Fault
from dragoman.ledger.records import Passed, Told, from_record, judgements_alone

#: The longest line, in bytes.
LINE_LIMIT = 200_000_000


def read(file: BinaryIO, name: str, kind_of: Callable[[str], str]) -> Iterator[Told | tuple[Passed, ...] | Fault]:
    """What each line holds, one at a time: a reading with the judgements on it, judgements alone, or a Fault.

    ``name`` is that of the file, for messages; ``kind_of`` as in ``records.from_record``.
    """
    number = 0
    while line := file.readline(LINE_LIMIT + 1):
        number += 1
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            if len(line) > LINE_LIMIT:
                yield Fault(place, f"is longer than {LINE_LIMIT // 10**6} MB; nothing after it was read")
                return
            record = json.loads(line)
            alone = judgements_alone(record)
            yield from_record(record, kind_of) if alone is None else alone
        except json.JSONDecodeError as error:
            yield Fault(place, f"is not JSON ({error.msg}, column {error.colno})")
        except UnicodeDecodeError:
            yield Fault(place, "is not in UTF-8")
        except (ValueError, RecursionError) as error:
            yield Fault(place, str(error))
