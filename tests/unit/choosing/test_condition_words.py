"""Every kind of condition has words, in both languages."""

from zoneinfo import ZoneInfo

import pytest

from db.audience.audience import Audience
from db.audience.conditions import (
    KINDS,
    Answered,
    AtRandom,
    Clicked,
    Condition,
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
from db.audience.facts import CannotAsk, Missing
from handlers.admin.wording.conditions import Reader, said, short
from handlers.admin.wording.missing import why_not_asked
from handlers.language.texts import Texts

TEXTS = Texts("en")
DAY = 1_772_668_800  # 2026-03-05 00:00 UTC
SAID: list[tuple[Condition, str]] = [
    (InLanguage(codes=("ru", "")), "language: Russian or unknown"),
    (FromSource(codes=("spring", "")), "came by: \u2068spring\u2069 or no link"),
    (Joined(within=1), "joined in the last 24 hours"),
    (Joined(after=DAY), "joined on 5 Mar 2026 or later"),
    (Joined(before=DAY), "joined before 5 Mar 2026"),
    (Joined(after=DAY, before=DAY + 86_400), "joined from 5 Mar 2026 to 5 Mar 2026"),
    (LastSeen(within=7), "seen in the last 7 days"),
    (LastSeen(longer=30), "not seen for 30 days"),
    (LastSeen(after=DAY), "seen on 5 Mar 2026 or later"),
    (LastSeen(before=DAY), "not seen since 5 Mar 2026"),
    (Tagged(names=("vip",)), "tag: \u2068vip\u2069"),
    (FieldIs(name="city", value="Riga"), "\u2068city\u2069: \u2068Riga\u2069"),
    (
        FieldIs(name="city", test=FieldTest.IS_NOT, value="Riga"),
        "\u2068city\u2069 is not \u2068Riga\u2069",
    ),
    (FieldIs(name="city", test=FieldTest.IS_SET), "\u2068city\u2069 is known"),
    (WantsTopic(topic=1), "wants \u2068News\u2069"),
    (WantsTopic(topic=2), "wants #2"),
    (InChat(kinds=("groups", "channels")), "groups or channels"),
    (InBroadcast(broadcast=3, fate="got"), "got Hello"),
    (InBroadcast(broadcast=4, fate="not got"), "did not get #4"),
    (Answered(broadcast=3, buttons=(0, 1)), "answered Yes or #2 in Hello"),
    (Answered(broadcast=3), "answered in Hello"),
    (Answered(broadcast=3, silent=True), "got Hello and did not answer"),
    (Clicked(broadcast=3), "followed a link in Hello"),
    (
        Clicked(broadcast=3, url="https://shop.example/a?utm_source=telegram&utm_medium=bot"),
        "followed \u2068shop.example/a\u2069 in Hello",
    ),
    (AtRandom(seed=1, percent=10), "10% at random"),
    (AtRandom(seed=1, count=500), "500 at random"),
    (InList(number=1), "from a list of 2 people"),
]


def reader(locale: str = "en") -> Reader:
    return Reader(
        texts=TEXTS,
        locale=locale,
        timezone=ZoneInfo("UTC"),
        topics={1: "News"},
        broadcasts={3: "Hello"},
        answers={(3, 0): "Yes"},
        lists={1: 2},
    )


@pytest.mark.parametrize(("condition", "words"), SAID)
def test_a_condition_in_words(condition: Condition, words: str) -> None:
    assert said(condition, reader()) == words
    assert said(condition, reader("ru"))


def test_no_kind_is_without_words() -> None:
    assert {type(condition) for condition, _ in SAID} == set(KINDS.values())


def test_the_line_of_facts_names_two_and_counts_the_rest() -> None:
    audience = Audience(
        must=(InLanguage(codes=("ru",)), Joined(within=7)), must_not=(Tagged(names=("vip",)),)
    )
    words = short(audience, reader())
    assert words.startswith("👥 \u2068language: Russian\u2069, ")
    assert words.endswith(" +1")
    assert short(Audience(topic=1), reader()) == "👥 Everyone"


@pytest.mark.parametrize("missing", Missing)
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_whatever_is_gone_has_a_sentence(missing: Missing, locale: str) -> None:
    assert "⚠️" in why_not_asked(CannotAsk(missing, "5"), reader(locale))
