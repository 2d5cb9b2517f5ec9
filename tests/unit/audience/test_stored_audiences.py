"""Audiences as they stand in the database, those of earlier versions too."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.audience import conditions
from db.audience.audience import Audience
from db.audience.conditions import (
    Answered,
    AtRandom,
    ChatKind,
    Condition,
    Fate,
    FieldIs,
    FieldTest,
    FromSource,
    InBroadcast,
    InChat,
    InLanguage,
    InList,
    Joined,
    LastSeen,
    Tagged,
    WantsTopic,
)
from db.schema.states import DeliveryState

NUMBERS = st.integers(0, 2**40)
WORDS = st.lists(st.text(max_size=8), min_size=1, max_size=3).map(tuple)
MAYBE = st.none() | NUMBERS
CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(InLanguage, codes=WORDS),
    st.builds(FromSource, codes=WORDS),
    st.builds(Joined, after=MAYBE, before=MAYBE, within=MAYBE),
    st.builds(LastSeen, after=MAYBE, before=MAYBE, within=MAYBE, longer=MAYBE),
    st.builds(Tagged, names=WORDS),
    st.builds(FieldIs, name=st.text(), test=st.sampled_from(FieldTest), value=st.text()),
    st.builds(WantsTopic, topic=NUMBERS),
    st.builds(InChat, kinds=st.lists(st.sampled_from(ChatKind), max_size=3).map(tuple)),
    st.builds(InBroadcast, broadcast=NUMBERS, fate=st.sampled_from(Fate)),
    st.builds(
        Answered,
        broadcast=NUMBERS,
        buttons=st.lists(NUMBERS, max_size=2).map(tuple),
        silent=st.booleans(),
    ),
    st.builds(AtRandom, seed=NUMBERS, percent=MAYBE, count=MAYBE, upto=MAYBE),
    st.builds(InList, number=NUMBERS),
)
LISTS = st.lists(CONDITIONS, max_size=3).map(tuple)


@given(must=LISTS, must_not=LISTS, topic=MAYBE, since=MAYBE)
def test_what_is_stored_is_read_back(
    must: tuple[Condition, ...],
    must_not: tuple[Condition, ...],
    topic: int | None,
    since: int | None,
) -> None:
    audience = Audience(must=must, must_not=must_not, topic=topic, since=since)
    assert Audience.load(audience.dump()) == audience


def test_everyone_is_an_empty_record() -> None:
    assert Audience().dump() == "{}"
    assert Audience.load("{}").is_everyone
    assert Audience(topic=1).is_everyone


def test_an_audience_of_an_earlier_version_is_read() -> None:
    again = Audience.load('{"again": ["failed", "uncertain"], "proven": true}')
    assert again == Audience(again=(DeliveryState.FAILED, DeliveryState.UNCERTAIN), proven=True)


def test_a_condition_is_short_where_it_says_little() -> None:
    audience = Audience(must=(InLanguage(codes=("ru", "uk")),), must_not=(Joined(within=30),))
    assert json.loads(audience.dump()) == {
        "must": [{"language": ["ru", "uk"]}],
        "must_not": [{"joined": {"within": 30}}],
    }


def test_a_condition_that_is_not_known_lets_nobody_through() -> None:
    with pytest.raises(ValueError, match="no such condition: zodiac"):
        Audience.load('{"must": [{"zodiac": ["leo"]}]}')


def test_every_kind_can_be_read_back() -> None:
    assert {one.kind for one in Condition.__subclasses__()} == set(conditions.KINDS)
