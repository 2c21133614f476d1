"""How well statements are interpreted, in both halves of the gold: ``python -m evaluation.meaning_report``.

Texts with an odd number in their name are for development: ``--errors`` lists what went wrong in them. Those with an
even number only measure.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence

from dragoman.actors import Registry
from dragoman.nouns import DateMention, Reading, Statement
from dragoman.reading.interpret import Interpreter
from evaluation.meaning import Interpreted, Meaning, load
from evaluation.meaning_scores import MeaningTally, dates_missed, judged, same_all

_NUMBER = re.compile(r"(\d+)[^/]*$")
COLUMNS = {
    "named": "speaker in registry", "prec.": "speaker in registry precision", "source": "speaker",
    "unnamed": "unnamed", "chain": "word_of", "address": "addressee", "dates": "dates", "said": "said",
    "refers": "refers", "hedge": "hedge",
}  # fmt: skip

Interpret = Callable[[Reading], Reading]


def is_for_development(text: Interpreted) -> bool:
    """Tell whether a text may be looked at: whether its number is odd."""
    number = _NUMBER.search(text.document.id)
    return number is not None and int(number[1]) % 2 == 1


def report(texts: Sequence[Interpreted], interpret: Interpret) -> str:
    """Return the figures in percent, a line for each half and language."""
    lines = [f"{'percent':16}" + "".join(f"{name:>8}" for name in COLUMNS)]
    for name, half in (("odd", True), ("even", False)):
        own = [text for text in texts if is_for_development(text) is half]
        for language in (*sorted({text.document.language or "" for text in own}), None):
            tally = MeaningTally()
            for text in own:
                if language in (None, text.document.language):
                    tally.score(text, _interpreted(text, interpret))
            figures = tally.figures()
            label = f"{name} {language or 'all'}"
            lines.append(f"{label:16}" + "".join(f"{figures.get(key, 100.0):8.1f}" for key in COLUMNS.values()))
    return "\n".join(lines)


def errors(text: Interpreted, interpret: Interpret) -> Iterator[str]:
    """Yield what was interpreted otherwise than in the gold, a line each. Raises ValueError for a measuring text."""
    if not is_for_development(text):
        raise ValueError(f"{text.document.id} only measures: its errors are not listed")
    read = _interpreted(text, interpret)
    for statement, meaning in zip(read.statements, text.meanings, strict=True):
        for kind, said, gold in _differences(statement, meaning):
            yield f"{text.document.id} {statement.id} {kind}: {said} | gold {gold} | {_words(text, statement)}"
    for kind, mentions in zip(("missed", "too many"), dates_missed(read.dates, text.dates), strict=True):
        for own in mentions:
            yield f"{text.document.id} date {kind}: {own.value} | {_around(text, own)}"


def _interpreted(text: Interpreted, interpret: Interpret) -> Reading:
    return interpret(Reading(text.document, text.statements, "gold"))


def _differences(statement: Statement, meaning: Meaning) -> Iterator[tuple[str, object, object]]:
    speaker = statement.speaker
    if meaning.speaker:
        verdict = judged(speaker.id if speaker else None, meaning.speaker)
        if verdict != "right":
            reason = statement.resolution.reason if statement.resolution else ""
            kind = "named speaker" if meaning.registry else "speaker"
            yield f"{kind} {verdict}", f"{speaker.id if speaker else None} ({reason})", meaning.speaker
        elif speaker and speaker.named != meaning.named:
            yield "named", speaker.named, meaning.named
    chain = tuple(actor.id for actor in statement.word_of)
    if not same_all(chain, meaning.word_of):
        yield "chain", " > ".join(chain), " > ".join(meaning.word_of)
    addressee = {actor.id for actor in statement.addressee}
    if addressee != set(meaning.addressee):
        yield "addressee", sorted(addressee), list(meaning.addressee)
    for kind, read, gold in (
        ("said", statement.said, meaning.said),
        ("refers", statement.refers, meaning.refers),
        ("hedge", statement.hedge or "", meaning.hedge),
    ):
        if read != gold:
            yield kind, read, gold


def _words(text: Interpreted, statement: Statement) -> str:
    parts = ("/".join(text.document.text[s:e] for s, e in part) for part in (statement.source, statement.cue))
    content = " ".join(text.document.text[s:e] for s, e in statement.content)
    return " | ".join((*parts, content if len(content) < 120 else f"{content[:117]}..."))


def _around(text: Interpreted, own: DateMention) -> str:
    start, end = own.span
    words = text.document.text
    return f"{words[max(0, start - 50) : start]}[{words[start:end]}]{words[end : end + 30]}".replace("\n", " ")


def main() -> None:
    """Print the figures, or with ``--errors`` the errors of the development half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", metavar="LANGUAGE", help="list the errors of the texts with an odd number")
    options = parser.parse_args()
    registry = Registry.load()
    texts = list(load(registry=registry))
    interpret = Interpreter(registry).interpret
    if not options.errors:
        print(report(texts, interpret))
        return
    for text in texts:
        if text.document.language == options.errors and is_for_development(text):
            print("\n".join(errors(text, interpret)))


if __name__ == "__main__":
    main()
