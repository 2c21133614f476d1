"""What the tests of the desk are made of: documents by strangers, and stand-ins for the heavy work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

import numpy as np

from dragoman.desk import workshop
from dragoman.nouns import Actor, Condition, Document, Reading, Span, Statement
from dragoman.reading.circumstances import Tag
from dragoman.reading.likeness import Words

CALL = "call-2022-01-28-emmanuel-macron-vladimir-putin"
#: Everything that a stranger may write, made to run, to break out, or to turn the page around.
SCRIPT = "<script>window.hit=1</script>"
BREAK_OUT = '"\'><img src=x onerror="window.hit=1">'
TURNED = "\u202eesrever\u2066 \x07 {{ 7*7 }}"


class Inline(workshop.Workshop):
    """A workshop that does its work on the spot."""

    def __init__(self) -> None:
        """Start no process."""

    def submit(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:  # as a process would hand it back
            future.set_exception(error)
        return future

    def close(self) -> None:
        """Nothing is under way."""


class Judge:
    """A judge of likeness by shared letters: enough to find what two readouts both tell."""

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        found = np.zeros((len(texts), 512), np.float32)
        for row, text in enumerate(texts):
            for at in range(len(text) - 2):
                found[row, sum(ord(c) * (31**n) for n, c in enumerate(text[at : at + 3].lower())) % 512] += 1
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)

    def words(self, texts: Sequence[str]) -> list[Words]:
        return [Words(np.array([n]), row[None]) for n, row in enumerate(self.vectors(texts))]

    def circumstances(self, texts: Sequence[str]) -> list[tuple[Tag, ...]]:
        return [()] * len(texts)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        near = [float((self.vectors([a]) @ self.vectors([b]).T)[0, 0]) for a, b in pairs]
        return np.array([(0.9, 0.9 if own > 0.6 else 0.1) if own > 0.5 else (0.1, 0.0) for own in near]).reshape(-1, 2)


def hostile() -> Reading:
    """A document of a megabyte in one line, in which every name is an attack."""
    text = f"{SCRIPT} said {BREAK_OUT} {TURNED} " + "x<b>y " * 170_000
    actor = Actor(f"local:{BREAK_OUT}/../x", f"{SCRIPT}{TURNED}", "person")
    said = text.index("said")
    own = Statement(
        "s1", (Span(0, said - 1),), (Span(said, said + 4),), (Span(said + 5, said + 60),), "direct", SCRIPT, actor,
        (Actor(f"local:{SCRIPT}", BREAK_OUT, "outlet"), actor), (Actor("local:javascript:x", "javascript:x", "group"),),
        act="ACCUSE", said="2022-01-28", hedge=BREAK_OUT, topic="peace-talks", confidence=0.2,
    )  # fmt: skip
    inner = Statement("s2", (), (), (Span(said + 10, said + 2_000),), "indirect", within="s1", confidence=0.9)
    document = Document(
        "hostile\"'><b>", text, f"../../{SCRIPT}.txt", url="javascript:window.hit=1", title=SCRIPT + TURNED,
        outlet=BREAK_OUT, authors=(SCRIPT,), issuer=SCRIPT, language="ar", published="2022-01-28",
        condition=Condition(0.3, True, True, True, BREAK_OUT, None, (SCRIPT,)),
    )  # fmt: skip
    return Reading(document, (own, inner), SCRIPT)


def article() -> Reading:
    """A short article, twice changed below."""
    text = "Minister Dupont said that talks would resume on Monday. Kyiv waits."
    own = Statement("s1", (Span(0, 15),), (Span(16, 20),), (Span(21, 54),), "indirect", "Minister Dupont",
                    act="PROMISE", said="2022-02-01", confidence=0.8)  # fmt: skip
    document = Document("a1", text, "a.txt", url="https://example.org/a", title="Talks", outlet="The Example",
                        language="en", published="2022-02-01")  # fmt: skip
    return Reading(document, (own,), "model-1")


def token(page: str) -> str:
    """The token of a page's forms."""
    return page.partition('name="token" value="')[2].partition('"')[0]
