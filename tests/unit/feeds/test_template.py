"""What an item becomes: the admin's formatting, the feed's plain words."""

from zoneinfo import ZoneInfo

import pytest

from botapi.call import JsonObject
from broadcast.model.feeds.item import FeedItem
from broadcast.model.feeds.template import (
    LONGEST_FILLED,
    BadTemplate,
    ItemTemplate,
    TemplateMistake,
)
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.formatting.units import units

BERLIN = ZoneInfo("Europe/Berlin")
ITEM = FeedItem(
    title="Ripe & <b>red</b>",
    link="https://shop.example/1",
    summary="*All* about {first_name} 🍒",
    author="Ann",
    published_at=1_796_000_000,
)


def template(text: str, *entities: JsonObject) -> ItemTemplate:
    return ItemTemplate.read(Formatted(text=text, entities=entities))


def fill(
    text: str, *entities: JsonObject, item: FeedItem = ITEM, double: bool = False
) -> Formatted:
    return template(text, *entities).fill(item, zone=BERLIN, feed="Shop", double=double)


def test_each_place() -> None:
    said = fill("🍒 {Title} | {headline} | {summary} | {link} | {date} | {author} | {feed} {image}")
    assert said.text == (
        "🍒 Ripe & <b>red</b> | Ripe & <b>red</b> | *All* about {first_name} 🍒 | "
        "https://shop.example/1 | 2026-11-30 01:53 UTC+1 | Ann | Shop"
    )
    kinds = {one["type"]: one for one in said.entities}
    assert kinds["text_link"]["url"] == ITEM.link
    assert kinds["date_time"]["unix_time"] == ITEM.published_at
    for one in said.entities:
        words = said.text.encode("utf-16-le")[2 * one["offset"] :][: 2 * one["length"]]
        assert words.decode("utf-16-le") in (
            "Ripe & <b>red</b>",
            ITEM.link,
            "2026-11-30 01:53 UTC+1",
        )


def test_its_own_formatting_moves_along() -> None:
    said = fill("{title}: read", {"type": "italic", "offset": 9, "length": 4})
    (italic,) = said.entities
    assert said.text[italic["offset"] :][: italic["length"]] == "read"


def test_the_usual_one_is_a_bold_headline_and_a_summary() -> None:
    said = ItemTemplate().fill(ITEM, zone=BERLIN, feed="Shop")
    assert said.text == "Ripe & <b>red</b>\n*All* about {first_name} 🍒"
    assert {one["type"] for one in said.entities} == {"bold", "text_link"}
    assert {(one["offset"], one["length"]) for one in said.entities} == {(0, 17)}


def test_what_is_said_names_no_reader() -> None:
    said = fill("{summary}", double=True)
    assert said.text == "*All* about {{first_name}} 🍒"


def test_a_line_of_empty_places_is_left_out() -> None:
    bare = FeedItem(title="Bare", link="https://shop.example/1")
    said = fill("{date}\n{title}\n{summary} {author}\nby {author}\n\n{link}", item=bare)
    assert said.text == "Bare\nby \n\nhttps://shop.example/1"
    assert fill("{headline}", item=FeedItem(summary="No title")).text == "No title"


def test_long_words_end_and_a_long_link_leads_there_from_its_beginning() -> None:
    long = FeedItem(title="🍒" * 500, link="https://shop.example/" + "x" * 1_000)
    said = fill("{title} {link}", item=long)
    assert units(said.text) < LONGEST_FILLED
    assert [one["url"] for one in said.entities] == [long.link]


@pytest.mark.parametrize(
    ("text", "entities", "mistake", "nearest"),
    [
        ("News!", (), TemplateMistake.EMPTY, ""),
        ("{date}", (), TemplateMistake.EMPTY, ""),
        ("{titel}", (), TemplateMistake.UNKNOWN, "title"),
        ("{first_name} {title}", (), TemplateMistake.UNKNOWN, ""),
        ("{title}", ({"type": "bold", "offset": 0, "length": 3},), TemplateMistake.BROKEN, ""),
        (
            "{headline}",
            ({"type": "text_link", "offset": 0, "length": 10, "url": "https://x.example"},),
            TemplateMistake.LINK,
            "",
        ),
        ("{title} " + "x" * 1_000, (), TemplateMistake.LONG, ""),
        ("{summary}" * 8, (), TemplateMistake.LONG, ""),
    ],
)
def test_what_is_no_template(
    text: str, entities: tuple[JsonObject, ...], mistake: TemplateMistake, nearest: str
) -> None:
    with pytest.raises(BadTemplate) as raised:
        template(text, *entities)
    assert (raised.value.mistake, raised.value.nearest) == (mistake, nearest)


def test_it_is_kept_as_it_is() -> None:
    one = template("{title}\n🍒", {"type": "bold", "offset": 0, "length": 7})
    assert ItemTemplate.load(one.dump()) == one
    item = FeedItem.load(ITEM.dump())
    assert item == ITEM
