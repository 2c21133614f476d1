"""To whom words are said that name nobody: nouns, pronouns, gifts."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dragoman.actors import Registry
from dragoman.nouns import Document, Kind
from dragoman.reading.addressees import with_addressees
from dragoman.reading.markup import parse
from dragoman.reading.speakers import find_mentions, resolved
from evaluation.meaning import _statements

NOBODY: list[str] = []


@lru_cache
def registry() -> Registry:
    return Registry.shipped()


def told(marked: str, language: str, kind: Kind = "article", published: str = "2022-02-01") -> list[list[str]]:
    text = parse(f"language: {language}\nkind: {kind}\n\n{marked}")
    document = Document("d", text.text, "d", language=language, kind=kind, published=published)
    mentions = find_mentions(document, registry())
    statements, scene = resolved(document, tuple(_statements(text)), mentions, registry())
    found = with_addressees(document, statements, mentions, scene)
    return [[actor.id for actor in own.addressee] for own in found]


CASES = [
    # a counterpart, by the office of the speaker
    ("fr", "<s1>Zbigniew Rau</s1> <q1>a répété</q1> à son homologue letton <c1>que rien ne changerait</c1>.",
     ["edgars-rinkevics"]),
    # both sides, those called by their nation
    ("en", "Emmanuel Macron met Vladimir Putin. <s1>The UN</s1> <q1>urged</q1> <c1>the two presidents to talk</c1>.",
     ["emmanuel-macron", "vladimir-putin"]),
    ("ru", "<s1>Путин</s1> <q1>заверил</q1> американцев, <c1>что подождёт</c1>.", ["united-states"]),
    # what is given in words
    ("fr", "<s1>Emmanuel Macron</s1> <q1>a exprimé</q1> <c1>sa solidarité à la Turquie</c1>.", ["turkey"]),
    ("fr", "<s1>Emmanuel Macron</s1> <q1>a exprimé sa solidarité à</q1> <c1>la Turquie</c1>.", ["turkey"]),
    ("en", "<s1>Joe Biden</s1> <q1>promised</q1> <c1>to fly to Turkey</c1>.", NOBODY),
    # demands from someone, the dative before the verb
    ("ru", "<s1>Лавров</s1> <q1>потребовал</q1> от Киева <c1>объяснений</c1>.", ["ukraine"]),
    ("ru", "Президенту Путину <s1>Макрон</s1> <q1>предложил</q1> <c1>встречу</c1>.", ["vladimir-putin"]),
    # a people, whatever its case or article, but not that of the speaker's own state
    ("ru", "<s1>Лавров</s1> <q1>сообщил</q1> киргизам, <c1>что ждать недолго</c1>.", ["kyrgyzstan"]),
    ("uk", "<s1>Дональд Туск</s1> <q1>нагадав</q1> угорцям, <c1>що час спливає</c1>.", ["hungary"]),
    ("fr", "<s1>Josep Borrell</s1> <q1>a invité</q1> <c1>les Géorgiens à voter</c1>.", ["georgia"]),
    ("fr", "<s1>Emmanuel Macron</s1> <q1>s'est adressé</q1> aux Libanais : « <c1>Tenez bon</c1> ».", ["lebanon"]),
    ("en", "<s1>Josep Borrell</s1> <q1>urged</q1> <c1>the Georgians to vote</c1>.", ["georgia"]),
    ("uk", "<s1>Віктор Орбан</s1> <q1>пояснив</q1> угорцям, <c1>що рішення погане</c1>.", NOBODY),
    # a plural of colleagues is nobody who is known
    ("ru", "Вчера говорил Макрон. <s1>Путин</s1> <q1>попросил</q1> <c1>коллег подождать</c1>.", NOBODY),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "whom"), CASES)
def test_whom_a_noun_or_a_gift_addresses(language: str, marked: str, whom: list[str]) -> None:
    assert told(marked, language) == [whom]


TWO = ["dmytro-kuleba", "hakan-fidan"]
TOGETHER = [
    ("en", "Macron met Dmytro Kuleba and Hakan Fidan. <s1>He</s1> <q1>told</q1> them <c1>to wait</c1>.", TWO),
    ("en", "Macron met Dmytro Kuleba and Hakan Fidan. <s1>He</s1> <q1>urged</q1> <c1>them to wait</c1>.", TWO),
    ("fr", "Macron a reçu Dmytro Kuleba et Hakan Fidan. <s1>Il</s1> leur <q1>a dit</q1> <c1>que tout irait</c1>.", TWO),
    ("fr", "Macron a reçu Dmytro Kuleba et Hakan Fidan. <s1>Il</s1> les <q1>a appelés</q1> <c1>à céder</c1>.", TWO),
    ("ru", "Прибыли Дмитрий Кулеба и Хакан Фидан. <s1>Макрон</s1> <q1>сказал</q1> им, <c1>что рад</c1>.", TWO),
    ("uk", "Прибули Дмитро Кулеба і Хакан Фідан. <s1>Макрон</s1> <q1>сказав</q1> їм, <c1>що радий</c1>.", TWO),
    ("en", "Paris and Berlin disagreed. <s1>Joe Biden</s1> <q1>told</q1> them <c1>to go</c1>.", ["france", "germany"]),
    # nobody: two lists, one among them, journalists in between, apart from each other, long ago
    ("en", "Kuleba and Fidan met Scholz and Rau. <s1>Biden</s1> <q1>told</q1> them <c1>to wait</c1>.", NOBODY),
    ("en", "Macron and Scholz met Xi Jinping. <s1>Macron</s1> <q1>told</q1> them <c1>to wait</c1>.", NOBODY),
    ("en", "Kuleba and Fidan met reporters. <s1>Biden</s1> <q1>told</q1> them <c1>to wait</c1>.", NOBODY),
    ("en", "Kuleba met Fidan. <s1>Biden</s1> <q1>told</q1> them <c1>to wait</c1>.", NOBODY),
    ("en", "Kuleba and Fidan met. It rained. It snowed. <s1>Biden</s1> <q1>told</q1> them <c1>to wait</c1>.", NOBODY),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "whom"), TOGETHER)
def test_a_pronoun_of_several_is_those_named_together(language: str, marked: str, whom: list[str]) -> None:
    assert told(marked, language) == [whom]


def test_whom_one_has_just_spoken_to_one_speaks_to_again() -> None:
    marked = (
        "Прибыли Дмитрий Кулеба и Хакан Фидан. <s1>Макрон</s1> <q1>сказал</q1> им, <c1>что рад</c1>. "
        "<s2>Он</s2> <q2>призвал</q2> <c2>их подождать</c2>."
    )
    assert told(marked, "ru") == [TWO, TWO]


def test_in_a_dialogue_a_pronoun_is_the_other_one() -> None:
    marked = (
        "<s1>Paul Kagame</s1> <q1>répète</q1> <c1>que tout va bien</c1>. "
        "<s2>Félix Tshisekedi</s2> lui <q2>répond</q2> <c2>que rien ne va</c2>."
    )
    assert told(marked, "fr") == [[], ["paul-kagame"]]


def test_whom_one_has_just_spoken_to_another_speaks_to() -> None:
    marked = (
        "<s1>Wang Yi</s1> <q1>told</q1> Antony Blinken <c1>that Xi Jinping would wait</c1>. "
        "<s2>Sergey Lavrov</s2> <q2>warned</q2> him <c2>that he would not</c2>."
    )
    assert told(marked, "en") == [["antony-blinken"], ["antony-blinken"]]


def test_in_direct_speech_he_is_not_the_one_who_speaks() -> None:
    marked = "Macron called. <s1>Lavrov</s1><q1>:</q1> <c1>“<s2>Putin</s2> <q2>told</q2> him <c2>the truth</c2>”</c1>."
    assert "sergey-lavrov" not in told(marked, "en")[1]
