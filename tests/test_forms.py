"""The eight forms of reports on the exchanges of January 2022, as the whole pipeline reads the example dossier.

S1 two accounts of one call, S2 documents exchanged, S3 three demands, S4 the Minsk process, S5 word within word, S6
threat and deployment, S7 a republication behind a paywall, S8 relative dates. Acts are asserted only where the cue
names them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dragoman.actors import Registry
from dragoman.documents import open_documents
from dragoman.nouns import Document, Reading, Statement
from dragoman.reading.interpret import Interpreter
from dragoman.reading.reader import Reader

DOSSIER = Path(__file__).parents[1] / "examples" / "january-2022"
BOTH = "emmanuel-macron+vladimir-putin"

PRESS_EN, HARBOUR = "2022-01-28-two-accounts-press-en.html", "local:the-harbour-courier"
PRESS_FR, PONANT = "2022-01-28-deux-recits-presse-fr.html", "local:le-courrier-du-ponant"
AGENCY, LENTA = "2022-01-28-agency-ru.html", "local:невская-лента"
REPUBLISHED = "2022-01-29-republication-en.html"
ELYSEE, KREMLIN_EN, KREMLIN_RU = (
    f"2022-01-28-call-{own}" for own in ("elysee-fr.html", "kremlin-en.html", "kremlin-ru.txt")
)
COURIER, DISPATCHES = "feed-harbour-courier.xml", "feed-courrier-du-ponant.atom"
DISPATCH = "local:le-courrier-du-ponant-depeches"

Read = Callable[[str], Reading]


@dataclass(frozen=True)
class Expected:
    """A statement by its source and words of its content, and what is to be known of it, by the names of its fields.

    Actors are given by their ids; what is not given is not asserted.
    """

    document: str
    mention: str
    content: str
    chain: tuple[str, ...]
    facts: dict[str, object]


def on(document: str, mention: str, content: str, *chain: str, **facts: object) -> Expected:
    """What is expected of a statement; its speaker is the last of ``chain``."""
    return Expected(document, mention, content, chain, facts)


def named(own: object) -> str | None:
    """The name of a case: where it stands, and whose word it is."""
    return f"{own.document}-{own.mention}" if isinstance(own, Expected) else None


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    """Return a function from the name of a document of the dossier ("feed.xml, entry 2") to its reading, kept."""
    interpreter = Interpreter(Registry.shipped())

    @cache
    def opened(file: str) -> dict[str, Document]:
        documents = list(open_documents([str(DOSSIER / file)]))
        assert all(isinstance(own, Document) for own in documents)
        return {own.origin.removeprefix(f"{DOSSIER}/"): own for own in documents if isinstance(own, Document)}

    @cache
    def reading(name: str) -> Reading:
        return interpreter.interpret(reader.read(opened(name.split(", entry")[0])[name]))

    return reading


def words(reading: Reading, statement: Statement) -> str:
    return " … ".join(reading.document.text[start:end] for start, end in statement.content)


def found(reading: Reading, mention: str, content: str) -> Statement:
    """The one statement with that source whose content holds those words."""
    own = [s for s in reading.statements if s.mention == mention and content in words(reading, s)]
    assert len(own) == 1, [(s.mention, words(reading, s)) for s in reading.statements]
    return own[0]


def check(read: Read, expected: Expected) -> Statement:
    """Hold a statement of the pipeline against what is expected, and return it."""
    reading = read(expected.document)
    own = found(reading, expected.mention, expected.content)
    assert own.speaker
    assert own.speaker.id == expected.chain[-1]
    assert tuple(actor.id for actor in own.word_of) == expected.chain
    for name, value in expected.facts.items():
        known = getattr(own, name)
        assert (tuple(actor.id for actor in known) if name == "addressee" else known) == value, name
    return own


@pytest.mark.parametrize(
    "expected",
    [
        on(PRESS_EN, "the Élysée", "Putin denied", HARBOUR, "elysee", said="2022-01-28"),
        on(PRESS_EN, "An adviser to the French president", "de-escalation", HARBOUR, "elysee", said="2022-01-28"),
        on(PRESS_EN, "it", "would study the documents", HARBOUR, "kremlin", said="2022-01-28"),
        on(PRESS_FR, "un conseiller d'Emmanuel Macron", "ne cherchait pas", PONANT, "elysee", said="2022-01-28"),
        on(PRESS_FR, "le Kremlin", "préoccupations fondamentales", PONANT, "kremlin", said="2022-01-28"),
        on(AGENCY, "Елисейском дворце", "наступательных намерений", LENTA, "elysee", said="2022-01-28"),
        on(AGENCY, "Советник французского президента", "деэскалации", LENTA, "elysee", said="2022-01-28"),
        on(AGENCY, "Президент России Владимир Путин", "озабоченностей", LENTA, "kremlin", "vladimir-putin",
           addressee=("emmanuel-macron",), said="2022-01-28"),
        on(ELYSEE, "Les deux Présidents", "désescalade", "elysee", BOTH, said="2022-01-28"),
        on(KREMLIN_EN, "The presidents", "would go on with this work", "kremlin", BOTH, said="2022-01-28"),
    ],
    ids=named,
)  # fmt: skip
def test_s1_two_accounts_of_one_call(read: Read, expected: Expected) -> None:
    check(read, expected)


@pytest.mark.parametrize(
    "expected",
    [
        on(f"{COURIER}, entry 2", "Russia's deputy foreign minister, Alexander Grushko,", "had arrived", HARBOUR,
           "alexander-grushko", said="2022-01-26"),
        on(f"{COURIER}, entry 2", "both", "to close the alliance to new members", HARBOUR, "nato+united-states"),
        on(f"{COURIER}, entry 2", "Jens Stoltenberg", "to withdraw its forces", HARBOUR, "jens-stoltenberg",
           act="REQUEST", addressee=("russia",), said="2022-01-26"),
        on(f"{COURIER}, entry 2", "the alliance", "the diplomatic offices", HARBOUR, "jens-stoltenberg", "nato"),
        on("2021-12-17-draft-treaties-mfa-ru.pdf", "Он", "не меню", "foreign-ministry-of-russia", "sergei-ryabkov",
           said="2021-12-17"),
        on("2022-01-27-peskov-agency-ru.txt", "Вашингтон", "не публиковать", LENTA, "sergey-lavrov", "united-states"),
    ],
    ids=named,
)  # fmt: skip
def test_s2_documents_exchanged(read: Read, expected: Expected) -> None:
    check(read, expected)


def test_s2_what_a_draft_says_of_an_earlier_day(read: Read) -> None:
    own = found(read("2021-12-17-draft-treaties-mfa-ru.pdf"), "Проект соглашения", "на 27 мая 1997 года")
    assert own.refers == ("1997-05-27",)
    assert [actor.id for actor in own.word_of] == ["foreign-ministry-of-russia"], "a draft is nobody; its publisher is"
    assert own.speaker is None


@pytest.mark.parametrize(
    ("expected", "demands"),
    [
        (
            on(KREMLIN_EN, "Vladimir Putin", "fundamental concerns", "kremlin", "vladimir-putin", refers=("1997",)),
            ("should not enlarge", "strike weapons", "back to where they stood in 1997"),
        ),
        (
            on(KREMLIN_RU, "Владимир Путин", "озабоченности", "kremlin", "vladimir-putin", refers=("1997",)),
            ("расширения НАТО", "ударных вооружений", "на позиции 1997 года"),
        ),
        (
            on(PRESS_FR, "M. Poutine", "préoccupations", PONANT, "kremlin", "vladimir-putin", refers=("1997",)),
            ("l'élargissement de l'OTAN", "armes de frappe", "ses positions de 1997"),
        ),
        (
            on(PRESS_EN, "the Russian president", "three demands", HARBOUR, "kremlin", "vladimir-putin"),
            ("NATO enlargement", "strike weapons", "their positions of 1997"),
        ),
    ],
    ids=named,
)
def test_s3_three_demands(read: Read, expected: Expected, demands: tuple[str, ...]) -> None:
    own = words(read(expected.document), check(read, expected))
    assert [demand for demand in demands if demand not in own] == [], "all three stand in one statement"


@pytest.mark.parametrize(
    "expected",
    [
        on(KREMLIN_EN, "Vladimir Putin", "Minsk Package of Measures", "kremlin", "vladimir-putin", said="2022-01-28"),
        on(ELYSEE, "Ils", "accords de Minsk", "elysee", BOTH, said="2022-01-28"),
        on(f"{COURIER}, entry 3", "Kyiv", "to talk to the people", HARBOUR, "dmitry-kozak", "ukraine"),
        on(f"{COURIER}, entry 3", "he", "with representatives of the separatists", HARBOUR, "andriy-yermak"),
        on(f"{COURIER}, entry 3", "OSCE monitors", "ceasefire", HARBOUR, "osce-smm", refers=("2020-07",)),
        on(f"{DISPATCHES}, entry 2", "qui", "accords de Minsk", DISPATCH, "dmitry-kozak", said="2022-01-26"),
        on(f"{DISPATCHES}, entry 2", "son pays", "avec les séparatistes", DISPATCH, "andriy-yermak", "ukraine"),
        on("2022-02-08-kyiv-press-uk.html", "французький президент", "Мінських домовленостей",
           "local:дніпровськии-вісник", "emmanuel-macron", said="2022-02-08"),
    ],
    ids=named,
)  # fmt: skip
def test_s4_the_minsk_process(read: Read, expected: Expected) -> None:
    check(read, expected)


@pytest.mark.parametrize(
    ("expected", "outer"),
    [
        (
            on(PRESS_EN, "Putin", "having offensive intentions", HARBOUR, "elysee", "vladimir-putin",
               act="DENY", negated=False, said="2022-01-28"),
            "elysee",
        ),
        (on(PRESS_EN, "the two men", "de-escalation", HARBOUR, "elysee", BOTH, said="2022-01-28"), "elysee"),
        (on(PRESS_FR, "Le président russe", "ne cherchait pas", PONANT, "elysee", "vladimir-putin"), "elysee"),
        (on(AGENCY, "Путин", "продолжение диалога", LENTA, "elysee", "vladimir-putin"), "elysee"),
        (on(AGENCY, "лидеры", "деэскалации", LENTA, "elysee", BOTH, said="2022-01-28"), "elysee"),
        (
            on("2022-02-08-kyiv-press-uk.html", "лідери Росії та Франції", "щось", "local:дніпровськии-вісник",
               "kremlin", BOTH),
            "kremlin",
        ),
    ],
    ids=named,
)  # fmt: skip
def test_s5_word_within_word(read: Read, expected: Expected, outer: str) -> None:
    own = check(read, expected)
    (holder,) = [s for s in read(expected.document).statements if s.id == own.within]
    assert holder.speaker
    assert holder.speaker.id == outer
    (within,) = own.content
    assert any(start <= within.start and within.end <= end for start, end in holder.content)


def test_s5_the_kremlin_is_not_made_to_deny_what_the_elysee_reports(read: Read) -> None:
    own = [s for s in read(PRESS_EN).statements if s.act == "DENY" and "offensive" in words(read(PRESS_EN), s)]
    assert [[actor.id for actor in s.word_of] for s in own] == [[HARBOUR, "elysee", "vladimir-putin"]]


@pytest.mark.parametrize(
    "expected",
    [
        on(f"{COURIER}, entry 4", "President Joe Biden", "3,000 American soldiers", HARBOUR, "pentagon", "joe-biden",
           said="2022-02-02"),
        on(f"{COURIER}, entry 4", "Russia", "\"military-technical\" measures", HARBOUR, "russia", act="THREATEN"),
        on(f"{COURIER}, entry 4", "Minsk and Moscow", "when the exercises are over", HARBOUR, "belarus+russia"),
        on(f"{DISPATCHES}, entry 1", "Moscou", "d'attaquer", DISPATCH, "sergei-ryabkov", "russia", negated=True),
        on(f"{DISPATCHES}, entry 3", "Joe Biden", "coût rapide et sévère", DISPATCH, "white-house", "joe-biden",
           addressee=("vladimir-putin",), said="2022-02-12"),
        on("2022-02-08-kyiv-press-uk.html", "російський президент", "джерелом ескалації", "local:дніпровськии-вісник",
           "emmanuel-macron", "vladimir-putin", addressee=("emmanuel-macron",)),
        on(PRESS_EN, "Moscow", "planning an invasion", HARBOUR, "russia", act="DENY", negated=False),
    ],
    ids=named,
)  # fmt: skip
def test_s6_threat_and_deployment(read: Read, expected: Expected) -> None:
    check(read, expected)


def test_s7_the_state_of_a_republication(read: Read) -> None:
    condition = read(REPUBLISHED).document.condition
    assert condition.share_read == pytest.approx(0.3616)
    assert condition.truncated
    assert condition.machine_translated
    assert condition.byline_missing
    assert condition.syndicated_from == "Media reports"
    assert any("63.84" in sign for sign in condition.signs), "the words that tell are quoted"


@pytest.mark.parametrize("name", [PRESS_FR, AGENCY])
def test_s7_what_was_not_republished_is_whole(name: str, read: Read) -> None:
    condition = read(name).document.condition
    assert (condition.share_read, condition.truncated, condition.machine_translated) == (1.0, False, False)
    assert not condition.byline_missing


@pytest.mark.parametrize(
    "expected",
    [
        on(REPUBLISHED, "the Elysée", "no offensive intention", "local:world-press-digest", "local:media-reports",
           "elysee"),
        on(REPUBLISHED, "The Russian president", "not looking for", "local:world-press-digest",
           "local:media-reports", "elysee", "vladimir-putin"),
        on(REPUBLISHED, "The Russian president", "would study the answers", "local:world-press-digest",
           "local:media-reports", "kremlin", "vladimir-putin", hedge="would have"),
        on(PRESS_FR, "Le président russe", "étudierait les réponses", PONANT, "kremlin", "vladimir-putin",
           hedge="aurait prévenu"),
        on("2022-01-27-peskov-agency-ru.txt", "Песков", "не спешить", LENTA, "dmitry-peskov", act="REQUEST"),
    ],
    ids=named,
)  # fmt: skip
def test_s7_whose_word_comes_through_a_republication(read: Read, expected: Expected) -> None:
    check(read, expected)


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        (PRESS_EN, {"Friday": "2022-01-28", "Wednesday": "2022-01-26", "November": "2021-11"}),
        (KREMLIN_EN, {"January 26": "2022-01-26", "two days earlier": "2022-01-26", "December": "2021-12"}),
        (f"{COURIER}, entry 1", {"Wednesday": "2022-01-12", "two days earlier": "2022-01-10"}),
        (PRESS_FR, {"Vendredi": "2022-01-28", "mercredi": "2022-01-26", "lendemain": "2022-01-27"}),
        (ELYSEE, {"vendredi": "2022-01-28", "avant-veille": "2022-01-26"}),
        (f"{DISPATCHES}, entry 1", {"lundi": "2022-01-10", "surlendemain": "2022-01-12"}),
        (AGENCY, {"пятницу": "2022-01-28", "26 января": "2022-01-26", "следующий день": "2022-01-27"}),
        ("2022-01-28-lavrov-radio-ru.txt", {"среду": "2022-01-26", "неделю назад": "2022-01-21"}),
        ("2022-02-08-kyiv-press-uk.html", {"вівторок": "2022-02-08", "четвер": "2022-02-10"}),
    ],
)
def test_s8_relative_dates(name: str, dates: dict[str, str], read: Read) -> None:
    reading = read(name)
    told = [(reading.document.text[own.span.start : own.span.end], own.value) for own in reading.dates]
    assert {date for date, _ in told} >= set(dates)
    assert [(date, value) for date, value in told if date in dates and dates[date] != value] == []


@pytest.mark.parametrize(
    "expected",
    [
        on(PRESS_EN, "the Russian president", "handed over on Wednesday", HARBOUR, "kremlin", "vladimir-putin",
           refers=("2022-01-26", "1997"), said="2022-01-28"),
        on(f"{COURIER}, entry 3", "the aide", "the signal of re-engagement", HARBOUR, "elysee", said="2022-01-26"),
        on(ELYSEE, "Ils", "l'avant-veille", "elysee", BOTH, refers=("2022-01-26",), said="2022-01-28"),
        on(PRESS_FR, "le porte-parole du Kremlin, Dmitri Peskov", "peu de raisons", PONANT, "dmitry-peskov",
           said="2022-01-27"),
        on(AGENCY, "пресс-секретарь президента РФ Дмитрий Песков", "оптимизма", LENTA, "dmitry-peskov",
           said="2022-01-27"),
        on(KREMLIN_RU, "Президенты", "двумя днями ранее", "kremlin", BOTH, refers=("2022-01-26",)),
    ],
    ids=named,
)  # fmt: skip
def test_s8_what_is_said_and_referred_to_when(read: Read, expected: Expected) -> None:
    check(read, expected)
