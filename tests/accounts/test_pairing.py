"""Two sides that tell of each other within days tell of one exchange, whatever their sentences say of it."""

from datetime import date

from dragoman.accounts.exchanges.merge import Cluster
from dragoman.accounts.exchanges.outline import Outline
from dragoman.accounts.exchanges.pairing import paired
from dragoman.accounts.exchanges.sighting import Days, Rank, Sighting
from dragoman.nouns import Actor, Passage, Span

DAY = date(2019, 6, 12)
STATES = {id: Actor(id, id.title(), "state") for id in ("pakistan", "iran", "india", "china")}


def text(document: str, party: str | None, named: dict[str, int], day: date = DAY, told: bool = True) -> Outline:
    """A document in outline."""
    opening = Passage(document, (Span(0, 9),), "The talks")
    actors = {party: STATES[party] for party in named}
    return Outline(document, party is not None, party, day, named, actors, frozenset(), opening, "meeting", told)


def exchange(*documents: Outline, cast: tuple[str, ...], kind: str = "meeting") -> Cluster:
    """An exchange that official texts tell of."""
    parties = {party: STATES[party] for party in cast}
    return Cluster(
        [
            Sighting(own.opening, kind, Rank.OFFICIAL, parties, Days(DAY, DAY), published=own.day, voucher=own.party)
            for own in documents
        ]
    )


def documents(cluster: Cluster) -> set[str]:
    """The documents of an exchange."""
    return {own.passage.document for own in cluster.sightings}


ISLAMABAD = text("a", "pakistan", {"pakistan": 3, "iran": 4})
TEHRAN = text("b", "iran", {"iran": 2, "pakistan": 3}, date(2019, 6, 13))


def test_two_texts_that_name_each_other_found_an_exchange() -> None:
    (found,) = paired([], [ISLAMABAD, TEHRAN])
    assert documents(found) == {"a", "b"}
    assert found.cast.keys() == {"pakistan", "iran"}
    assert found.kinds == {"meeting"}


def test_a_text_joins_the_exchange_of_the_other_side() -> None:
    (found,) = paired([exchange(TEHRAN, cast=("iran", "pakistan"))], [ISLAMABAD, TEHRAN])
    assert documents(found) == {"a", "b"}


def test_days_apart_or_one_sided_naming_make_no_pair() -> None:
    assert paired([], [ISLAMABAD, text("b", "iran", {"pakistan": 3}, date(2019, 6, 20))]) == []
    assert paired([], [ISLAMABAD, text("b", "iran", {"iran": 5, "china": 3})]) == []


def test_a_text_on_an_exchange_with_somebody_else_is_left_there() -> None:
    delhi = text("b", "iran", {"iran": 2, "india": 5, "pakistan": 3})
    found = paired([exchange(delhi, cast=("iran", "india"))], [ISLAMABAD, delhi])
    assert [documents(own) for own in found] == [{"b"}]


def test_an_exchange_that_both_sides_tell_of_takes_no_third_text_of_a_side() -> None:
    later = text("c", "pakistan", {"pakistan": 2, "iran": 3})
    both = exchange(ISLAMABAD, TEHRAN, cast=("pakistan", "iran"))
    (found,) = paired([both], [ISLAMABAD, TEHRAN, later])
    assert documents(found) == {"a", "b"}


def test_papers_are_no_talks_unless_each_names_the_other_most() -> None:
    letter = text("b", "iran", {"iran": 1, "china": 6, "pakistan": 3})
    found = paired(
        [exchange(letter, cast=("iran", "pakistan"), kind="letter"), exchange(ISLAMABAD, cast=("pakistan", "iran"))],
        [ISLAMABAD, letter],
    )
    assert len(found) == 2


def test_a_report_that_names_both_joins_and_one_that_names_one_does_not() -> None:
    press = text("p", None, {"iran": 2, "pakistan": 2}, date(2019, 6, 14))
    beside = text("q", None, {"iran": 4}, date(2019, 6, 14))
    late = text("r", None, {"iran": 2, "pakistan": 2}, date(2019, 6, 30))
    (found,) = paired([], [ISLAMABAD, TEHRAN, press, beside, late])
    assert documents(found) == {"a", "b", "p"}


def test_where_nothing_says_that_it_tells_of_talks_a_report_must_name_both_well() -> None:
    weak = text("p", None, {"iran": 1, "pakistan": 2}, told=False)
    (found,) = paired([], [ISLAMABAD, TEHRAN, weak])
    assert documents(found) == {"a", "b"}
