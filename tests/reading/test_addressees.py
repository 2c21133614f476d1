"""To whom a statement was said."""

from __future__ import annotations

import pytest
from marked import read

from dragoman.reading.addressees import with_addressees

NOBODY: tuple[str, ...] = ()
ENGLISH = [
    ("<s1>Lavrov</s1> <q1>told</q1> Blinken <c1>that Moscow would answer</c1>.", ("blinken",)),
    ("<s1>The Kremlin</s1> <q1>called on</q1> <c1>Kyiv to honour the accords</c1>.", ("ukraine",)),
    ("<s1>Scholz</s1> <q1>assured</q1> his counterpart Zelensky <c1>that it would stop</c1>.", ("zelensky",)),
    ("<s1>Macron</s1> <q1>said</q1> to Putin <c1>that Europe was worried</c1>.", ("putin",)),
    ("<s1>Lavrov</s1> <q1>told</q1> Macron and Scholz <c1>that he would wait</c1>.", ("macron", "scholz")),
    ('<c1>"We wait,"</c1> <s1>Peskov</s1> <q1>told</q1> reporters in Moscow.', NOBODY),
    ('<c1>"We wait,"</c1> <s1>Peskov</s1> <q1>told</q1> Interfax on Friday.', ("interfax",)),
    ("<s1>Macron</s1> <q1>said</q1> in Moscow <c1>that talks would go on</c1>.", NOBODY),
    ("<s1>Macron</s1> <q1>said</q1> after a call with Putin <c1>that talks would go on</c1>.", NOBODY),
    ("In a phone call with Scholz, <s1>Putin</s1> <q1>said</q1> <c1>that the drills would end</c1>.", ("scholz",)),
    ("In a letter to Blinken, <s1>Lavrov</s1> <q1>demanded</q1> <c1>written guarantees</c1>.", ("blinken",)),
    ("<s1>Moscow</s1> <q1>thanked</q1> <c1>Ankara for its mediation</c1>.", ("turkey",)),
    ("<s1>Moscow</s1> <q1>praised</q1> <c1>Ankara's mediation</c1>.", NOBODY),
    ("<s1>Lavrov</s1> <q1>denied</q1> <c1>Kyiv any guarantee</c1>.", NOBODY),
    ("Macron called. <s1>Putin</s1> <q1>told</q1> him <c1>that he would wait</c1>.", ("macron",)),
    ("Macron and Scholz called. <s1>Putin</s1> <q1>told</q1> him <c1>that he would wait</c1>.", NOBODY),
    ("<s1>Putin</s1>, according to Peskov, <q1>promised</q1> <c1>nothing</c1>.", NOBODY),
]
FRENCH = [
    ("<s1>M. Macron</s1> <q1>a assuré</q1> à Zelensky <c1>que la France resterait</c1>.", ("zelensky",)),
    ("<s1>Scholz</s1> <q1>a prévenu</q1> Poutine <c1>que tout s'arrêterait</c1>.", ("putin",)),
    ("<s1>Le Kremlin</s1> <q1>a appelé</q1> <c1>Kiev à respecter les accords</c1>.", ("ukraine",)),
    ("<s1>Macron</s1> <q1>a déclaré</q1> à Moscou <c1>que tout allait bien</c1>.", NOBODY),
    ("<s1>Macron</s1> <q1>a demandé</q1> à Moscou <c1>de se retirer</c1>.", ("russia",)),
    ("Poutine a appelé. <s1>Macron</s1> lui <q1>a rappelé</q1> <c1>ses promesses</c1>.", ("putin",)),
    ("<s1>Macron</s1>, lui, <q1>a rappelé</q1> <c1>ses promesses</c1>.", NOBODY),
    ("Lors d'un entretien avec Scholz, <s1>Poutine</s1> <q1>a dit</q1> <c1>qu'il attendrait</c1>.", ("scholz",)),
    ("<c1>« Nous attendons »</c1>, <q1>a déclaré</q1> <s1>Peskov</s1> à l'agence Interfax.", ("interfax",)),
    ("<c1>« Nous attendons »</c1>, <q1>a déclaré</q1> <s1>Peskov</s1> aux journalistes.", NOBODY),
    ("<s1>Paris</s1> <q1>a remercié</q1> <c1>Ankara pour sa médiation</c1>.", ("turkey",)),
    ("<s1>Macron</s1> <q1>a condamné</q1> <c1>les frappes de Moscou</c1>.", NOBODY),
]
RUSSIAN = [
    ("<s1>Путин</s1> <q1>сообщил</q1> Макрону, <c1>что учения закончатся</c1>.", ("macron",)),
    ("<s1>Лавров</s1> <q1>призвал</q1> <c1>Киев выполнять соглашения</c1>.", ("ukraine",)),
    ("<s1>Песков</s1> <q1>заявил</q1> журналистам, <c1>что ответа нет</c1>.", NOBODY),
    ("<s1>Лавров</s1> <q1>сообщил</q1> Блинкену и Макрону <c1>о потерях</c1>.", ("blinken", "macron")),
    ("<s1>Путин</s1> <q1>указал</q1> <c1>Макрону на обстрелы</c1>.", ("macron",)),
    ("<s1>Путин</s1> <q1>осудил</q1> <c1>слова Макрона</c1>.", NOBODY),
    ("В разговоре с Шольцем <s1>Путин</s1> <q1>сказал</q1>, <c1>что газ пойдет</c1>.", ("scholz",)),
    ("<s1>Макрон</s1> <q1>поблагодарил</q1> <c1>Анкару за помощь</c1>.", ("turkey",)),
    ("Звонил Макрон. <s1>Путин</s1> <q1>напомнил</q1> <c1>собеседнику о сроках</c1>.", ("macron",)),
    ("Звонил Макрон. <s1>Путин</s1> <q1>сказал</q1> ему, <c1>что подождет</c1>.", ("macron",)),
]
UKRAINIAN = [
    ("<s1>Зеленський</s1> <q1>повідомив</q1> Макрону, <c1>що чекає</c1>.", ("macron",)),
    ("<s1>Лавров</s1> <q1>закликав</q1> <c1>Київ почекати</c1>.", ("ukraine",)),
    ("<s1>Зеленський</s1> <q1>подякував</q1> <c1>Франції за підтримку</c1>.", ("france",)),
    ("<s1>Зеленський</s1> <q1>сказав</q1> журналістам, <c1>що чекає</c1>.", NOBODY),
    ("<s1>Зеленський</s1> звернувся до Блінкена <q1>з проханням</q1> <c1>прискорити постачання</c1>.", ("blinken",)),
    ("У розмові з Шольцем <s1>Зеленський</s1> <q1>сказав</q1>, <c1>що чекає</c1>.", ("scholz",)),
]
CASES = [
    (language, *case)
    for language, cases in (("en", ENGLISH), ("fr", FRENCH), ("ru", RUSSIAN), ("uk", UKRAINIAN))
    for case in cases
]


@pytest.mark.parametrize(("language", "marked", "expected"), CASES)
def test_the_party_addressed_is_found_by_its_place(language: str, marked: str, expected: tuple[str, ...]) -> None:
    document, statements, mentions = read(marked, language)
    (statement,) = with_addressees(document, statements, mentions)
    assert tuple(actor.id for actor in statement.addressee) == expected


def test_whoever_tells_what_was_said_to_him_is_addressed() -> None:
    marked = (
        "<s1>Макрон</s1> <q1>повідомив</q1>, <c1>що <s2>Путін</s2> <q2>запевнив</q2> його: <c2>війни не буде</c2></c1>."
    )
    _, inner = with_addressees(*read(marked, "uk"))
    assert [actor.id for actor in inner.addressee] == ["macron"]


READOUT = (
    "Putin had a telephone conversation with Macron. <s1>Putin</s1> <q1>noted</q1> <c1>that the reply was late</c1>. "
    "<s2>The presidents</s2> <q2>agreed</q2> <c2>to talk again</c2>. <s3>Peskov</s3> <q3>said</q3> <c3>no</c3>."
)


def test_a_call_of_two_alone_makes_nobody_addressed() -> None:
    found = with_addressees(*read(READOUT, kind="readout"))
    assert [[actor.id for actor in own.addressee] for own in found] == [[], [], []]


def test_in_a_readout_of_a_call_of_two_a_pronoun_is_the_other() -> None:
    marked = (
        "Putin had a telephone conversation with Macron. <s1>Putin</s1> <q1>told</q1> him <c1>that it was late</c1>."
    )
    found = with_addressees(*read(marked, kind="readout"))
    assert [[actor.id for actor in own.addressee] for own in found] == [["macron"]]


def test_charges_and_praise_are_about_a_party_and_not_to_it() -> None:
    marked = (
        "<s1>Putin</s1> <q1>accused</q1> <c1>Macron of delay</c1> and <q2>praised</q2> <c2>Macron for his wit</c2>."
    )
    assert all(own.addressee == () for own in with_addressees(*read(marked)))


def test_a_question_is_put_to_the_person_who_has_the_next_turn() -> None:
    marked = (
        "<s1>Agency</s1><q1>:</q1> <c1>Is there an answer?</c1>\n\n<s2>Peskov</s2><q2>:</q2> <c2>Not yet.</c2>\n\n"
        "<s3>Agency</s3><q3>:</q3> <c3>Thank you.</c3>\n\n<s4>Peskov</s4><q4>:</q4> <c4>Is that all?</c4>"
    )
    found = with_addressees(*read(marked, kind="transcript"))
    assert [[actor.id for actor in own.addressee] for own in found] == [["peskov"], [], [], []]


def test_elsewhere_nobody_is_addressed_without_words_for_it() -> None:
    assert not any(own.addressee for own in with_addressees(*read(READOUT)))


def test_three_in_a_call_are_no_pair() -> None:
    found = with_addressees(*read(READOUT.replace("with Macron", "with Macron and Scholz"), kind="readout"))
    assert not any(own.addressee for own in found)


def test_without_statements_there_is_nothing_to_do() -> None:
    assert with_addressees(*read("Nothing was said.")) == ()
