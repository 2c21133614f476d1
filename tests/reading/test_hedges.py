"""Words of distance: whose they are, and what is none."""

from __future__ import annotations

import pytest
from marked import read

from dragoman.reading.hedges import with_hedges

ENGLISH = [
    ("<s1>Putin</s1> reportedly <q1>told</q1> Macron <c1>that he would wait</c1>.", {"s1": "reportedly"}),
    ("<s1>Putin</s1> <q1>said</q1> <c1>he would wait</c1>.", {"s1": None}),
    ("<q1>To believe</q1> <s1>the Élysée</s1>, <c1>the talks went well</c1>.", {"s1": "To believe"}),
    ("<s1>Lavrov</s1> <q1>claimed</q1> <c1>that NATO had lied</c1>.", {"s1": "claimed"}),
    ("<s1>Lavrov</s1> <q1>said</q1> <c1>that Kyiv had allegedly shelled a school</c1>.", {"s1": "allegedly"}),
    (
        "<q1>According to</q1> <s1>the Élysée</s1>, <c1><s2>Putin</s2> supposedly <q2>agreed</q2> <c2>to it</c2></c1>.",
        {"s1": None, "s2": "supposedly"},
    ),
    ('<c1>"They apparently forgot it,"</c1> <q1>said</q1> <s1>Lavrov</s1>.', {"s1": None}),
    ("<s1>Peskov</s1> <q1>denied</q1> <c1>the so-called plan</c1>.", {"s1": None}),
    (
        "<s1>Putin</s1> <q1>agreed</q1> <c1>to wait</c1>. <s2>Macron</s2> purportedly <q2>thanked</q2> <c2>him</c2>.",
        {"s1": None, "s2": "purportedly"},
    ),
    ("Macron allegedly left. <s1>Putin</s1> <q1>said</q1> <c1>so</c1>.", {"s1": None}),
    ("Macron has no reason to believe it, <s1>Putin</s1> <q1>said</q1>: <c1>the talks go on</c1>.", {"s1": None}),
]
FRENCH = [
    (
        "<q1>Selon</q1> <s1>l'Élysée</s1>, <c1><s2>Poutine</s2> <q2>aurait promis</q2> <c2>d'attendre</c2></c1>.",
        {"s1": None, "s2": "aurait promis"},
    ),
    ("<q1>D'après</q1> <s1>le Kremlin</s1>, <c1>la réunion serait reportée</c1>.", {"s1": "serait"}),
    ("<q1>Selon</q1> <s1>Lavrov</s1>, <c1>Kiev préparerait une attaque</c1>.", {"s1": "préparerait"}),
    ("<s1>Macron</s1> <q1>a dit</q1> <c1>qu'il viendrait</c1>.", {"s1": None}),
    ("<s1>Macron</s1> <q1>a dit</q1> <c1>que la réunion serait reportée</c1>.", {"s1": None}),
    ("<s1>Lavrov</s1> <q1>affirme</q1> <c1>que Kiev aurait violé la trêve</c1>.", {"s1": "aurait violé"}),
    ("<q1>Selon</q1> <s1>Lavrov</s1>, <c1>la Russie riposterait si Kiev attaquait</c1>.", {"s1": None}),
    ("<s1>Poutine</s1> <q1>aurait prévenu</q1> <c1>qu'il attendrait</c1>.", {"s1": "aurait prévenu"}),
    ("<s1>Macron</s1> <q1>souhaiterait</q1> <c1>un nouvel appel</c1>.", {"s1": None}),
    ("<q1>Selon</q1> <s1>Macron</s1>, <c1>la Russie devrait retirer ses troupes</c1>.", {"s1": None}),
    ("<q1>Selon</q1> <s1>Macron</s1>, <c1>Kiev espérait un accord</c1>.", {"s1": None}),
    ("<q1>À en croire</q1> <s1>l'Élysée</s1>, <c1>tout va bien</c1>.", {"s1": "À en croire"}),
    ("<s1>Bakou</s1> <q1>prétend</q1> <c1>que l'Arménie a tiré</c1>.", {"s1": "prétend"}),
    ("<c1>« Kiev aurait tiré »</c1>, <q1>a déclaré</q1> <s1>Lavrov</s1>.", {"s1": None}),
    ("<q1>Selon</q1> <s1>Paris</s1>, <c1>rien n'a été promis</c1>.", {"s1": None}),
]
RUSSIAN = [
    ("<q1>По словам</q1> <s1>Лаврова</s1>, <c1>НАТО якобы обещала не расширяться</c1>.", {"s1": "якобы"}),
    ("<c1>Киев, мол, готовит наступление</c1>, <q1>заявил</q1> <s1>Песков</s1>.", {"s1": "мол"}),
    ("<s1>Песков</s1> <q1>утверждает</q1>, <c1>что ответа нет</c1>.", {"s1": None}),
    ("<s1>Песков</s1> <q1>утверждает</q1>, <c1>будто ответа нет</c1>.", {"s1": "будто"}),
    ("<s1>Песков</s1> <q1>заявил</q1>, <c1>что ответа нет</c1>.", {"s1": None}),
    ("<c1>«Якобы был сигнал»</c1>, — <q1>сказал</q1> <s1>Песков</s1>.", {"s1": None}),
    ("<s1>Путин</s1> по всей видимости <q1>согласился</q1> <c1>подождать</c1>.", {"s1": "по всей видимости"}),
]
UKRAINIAN = [
    ("<s1>Зеленський</s1> нібито <q1>погодився</q1> <c1>почекати</c1>.", {"s1": "нібито"}),
    ("<q1>За словами</q1> <s1>Лаврова</s1>, <c1>НАТО буцімто обіцяла не розширюватися</c1>.", {"s1": "буцімто"}),
    ("<c1>Київ, мовляв, зриває перемовини</c1>, <q1>заявив</q1> <s1>Песков</s1>.", {"s1": "мовляв"}),
    ("<s1>Песков</s1> <q1>стверджує</q1>, <c1>що відповіді немає</c1>.", {"s1": None}),
    ("<s1>Песков</s1> <q1>сказав</q1>, <c1>що відповіді немає</c1>.", {"s1": None}),
]
CASES = [
    (language, *case)
    for language, cases in (("en", ENGLISH), ("fr", FRENCH), ("ru", RUSSIAN), ("uk", UKRAINIAN))
    for case in cases
]


@pytest.mark.parametrize(("language", "marked", "expected"), CASES)
def test_words_of_distance_belong_to_the_innermost_statement(
    language: str, marked: str, expected: dict[str, str | None]
) -> None:
    document, statements, _ = read(marked, language)
    assert {s.id: s.hedge for s in with_hedges(document, statements)} == expected


def test_a_machine_turns_the_conditional_of_hearsay_into_would_have() -> None:
    marked = "<s1>Putin</s1> <q1>would have warned</q1> <c1>that he would wait</c1>."
    for machine, hedge in ((True, "would have"), (False, None)):
        document, statements, _ = read(marked, machine=machine)
        assert with_hedges(document, statements)[0].hedge == hedge


def test_a_language_without_lists_has_no_hedges() -> None:
    document, statements, _ = read("<s1>Macron</s1> <q1>hat</q1> angeblich <c1>etwas</c1> <q1>gesagt</q1>.", "de")
    assert with_hedges(document, statements) == statements
