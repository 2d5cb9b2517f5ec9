"""What those who would get a personal text look like, asked of the database."""

import pytest

from botapi.call import Call
from broadcast.doors.composing.personal_texts import PersonalTexts, Reader
from broadcast.model.content import Content
from broadcast.model.personal.lengths import Excess, Part
from db.audience.audience import Audience
from db.audience.conditions import InLanguage, Tagged
from db.connection.database import Database
from tests.clocks import VirtualClock

PEOPLE = (  # name, user name, language, state, city
    ("Ann", "ann", "en", "active", "Rome"),
    ("Maximilian", None, "de", "active", None),
    ("🦄🦄🦄🦄🦄🦄", None, "de-at", "active", "Linz"),
    ("", "bo", "DE_ch", "active", None),
    ("", None, None, "active", None),
    ("Bartholomew the long gone", "gone", "de", "blocked", "X" * 64),
)
EVERYBODY = Audience()
GERMANS = Audience(must=(InLanguage(codes=("de",)),))


@pytest.fixture
async def texts(database: Database) -> PersonalTexts:
    async with database.write() as connection:
        do = connection.exec_driver_sql
        await do("INSERT INTO fields (id, name, folded, created_at) VALUES (1, 'City', 'city', 1)")
        for number, (name, username, language, state, city) in enumerate(PEOPLE, start=1):
            await do(
                "INSERT INTO subscribers (id, chat_id, first_name, username, language_code, state,"
                " joined_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, 1, 1)",
                (number, 100 + number, name, username, language, state),
            )
            if city:
                await do("INSERT INTO subscriber_fields VALUES (1, ?, ?)", (number, city))
    return PersonalTexts(database, VirtualClock())


async def saying(texts: PersonalTexts, words: str) -> Content:
    content = Content(message=(Call(method="sendMessage", params={"text": words}),))
    return content.with_fields(await texts.names())


async def test_the_names_are_the_built_in_ones_and_the_fields(texts: PersonalTexts) -> None:
    assert await texts.names() == {
        "first_name": "first_name",
        "username": "username",
        "city": "City",
    }


async def test_only_names_that_stand_somewhere_are_kept(texts: PersonalTexts) -> None:
    assert (await saying(texts, "{City} {other} {{username}}")).fields == ("city",)


async def test_readers_are_typical_or_the_longest_or_unknown(texts: PersonalTexts) -> None:
    content = await saying(texts, "{first_name} {city}")
    assert await texts.values(content, Reader.TYPICAL) == {"first_name": "🦄" * 6, "city": "Linz"}
    assert await texts.values(content, Reader.LONGEST) == {"first_name": "🦄" * 6, "city": "Rome"}
    assert await texts.values(content, Reader.EMPTY) == {"first_name": "", "city": ""}


async def test_gaps_are_counted_where_there_is_no_fallback(texts: PersonalTexts) -> None:
    content = await saying(texts, "{first_name} {username|you} {city} {city|there}")
    assert await texts.nameless(content, EVERYBODY) == {"first_name": 2, "city": 3}
    assert await texts.nameless(content, GERMANS) == {"first_name": 1, "city": 2}


async def test_languages_are_counted_without_their_regions(texts: PersonalTexts) -> None:
    assert await texts.spoken(EVERYBODY) == {"de": 3, "": 1, "en": 1}
    assert await texts.spoken(GERMANS) == {"de": 3}


async def test_the_longest_must_fit(texts: PersonalTexts) -> None:
    fits = await saying(texts, "x" * (4096 - 12) + "{first_name}")
    assert await texts.too_long(fits) is None
    too_long = await saying(texts, "x" * (4096 - 11) + "{first_name}")
    assert await texts.too_long(too_long) == Excess(part=Part.TEXT, units=1)


async def test_the_longest_and_the_typical_are_of_those_who_would_get_it(
    texts: PersonalTexts,
) -> None:
    english = Audience(must=(InLanguage(codes=("en",)),))
    content = await saying(texts, "{first_name} {city}")
    ann = {"first_name": "Ann", "city": "Rome"}
    assert await texts.values(content, Reader.TYPICAL, english) == ann
    assert await texts.values(content, Reader.LONGEST, english) == ann
    long = await saying(texts, "x" * (4096 - 11) + "{first_name}")
    assert await texts.too_long(long, english) is None
    assert await texts.too_long(long, GERMANS) == Excess(part=Part.TEXT, units=1)


async def test_where_the_audience_asks_about_what_is_gone_it_is_everyone_s(
    texts: PersonalTexts,
) -> None:
    gone = Audience(must=(Tagged(names=("gone",)),))
    content = await saying(texts, "{city}")
    assert await texts.values(content, Reader.LONGEST, gone) == {"city": "Rome"}
