"""A round of a feed: all that is new in one message, below what the repeat's own message says."""

from typing import Any
from zoneinfo import ZoneInfo

from botapi.call import Call
from broadcast.model.button import Button
from broadcast.model.content import Content, prepare
from broadcast.model.feeds.composing import Composed, FeedWay, compose
from broadcast.model.feeds.item import FeedItem
from broadcast.model.feeds.template import ItemTemplate
from broadcast.model.formatting.footer import TEXT_UNITS
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.formatting.units import units
from broadcast.model.versions.variant import Variant
from tests.engine.conftest import text
from tests.unit.feeds.samples import numbered

UTC = ZoneInfo("UTC")


def composed(draft: Content, *items: FeedItem, words: str = "{title}", **way: Any) -> Composed:
    template = ItemTemplate.read(Formatted(text=words))
    told: dict[str, Any] = {"heading": True, "zone": UTC, "feed": "Shop"}
    how = FeedWay(template=template, **told | way)
    return compose(draft, items, how)


def said(found: Composed) -> list[str]:
    return [str(call.params.get("text", call.method)) for call in found.content.calls()]


def test_items_stand_below_what_the_message_says() -> None:
    found = composed(text("News"), numbered(2), numbered(1))
    assert said(found) == ["News\n\nItem 2\n\nItem 1"]
    assert found.said == 2
    assert said(composed(text("News"), numbered(1), heading=False)) == ["Item 1"]


def test_below_anything_else_they_are_a_message_of_their_own() -> None:
    photo = Content(message=(Call(method="sendPhoto", params={"photo": "x"}),))
    assert said(composed(photo, numbered(1))) == ["sendPhoto", "Item 1"]
    assert said(composed(text("x" * 3_000), numbered(1))) == ["x" * 3_000, "Item 1"]


def test_buttons_options_and_languages_stay() -> None:
    button = Button(text="Shop", value="https://shop.example")
    other = Variant(language="de", version=0, message=text("Neues").message, buttons=())
    draft = text("News").with_buttons(((button,),)).with_language(other)
    found = composed(draft, numbered(1)).content
    assert [call.params["text"] for call in found.calls(1)] == ["Neues\n\nItem 1"]
    (call,) = found.calls()
    assert call.params["reply_markup"]["inline_keyboard"][0][0]["text"] == "Shop"


def test_as_many_as_fit_and_one_at_least() -> None:
    items = [numbered(n, title="x" * 190) for n in range(100)]
    footer = Formatted(text="f" * 200)
    found = composed(text("News").with_footer(footer), *items)
    assert 15 < found.said < 25
    (call,) = found.content.calls()
    assert units(str(call.params["text"])) <= TEXT_UNITS
    assert composed(text("News" * 250), items[0], words="{title} " * 8).said == 1


def test_what_the_feed_says_is_nobodys_name() -> None:
    draft = text("Hello {first_name}").with_fields(["first_name"])
    item = numbered(1, title="use {first_name} and {{city}} <i>&amp;</i>")
    found = composed(draft, item).content
    (((call,),),) = (prepare(found, run_id=1),)
    body = call.body(7, values=("Ann",)).decode()
    assert "Hello Ann\\n\\nuse {first_name} and {{city}} <i>&amp;</i>" in body


def test_a_picture_is_shown_above_the_first_that_has_one() -> None:
    items = [numbered(2), numbered(1, image="https://shop.example/1.png")]
    (call,) = composed(text("News"), *items, words="{title} {image}").content.calls()
    assert call.params["link_preview_options"] == {
        "url": "https://shop.example/1.png",
        "prefer_large_media": True,
        "show_above_text": True,
    }
    (call,) = composed(text("News"), *items).content.calls()
    assert "link_preview_options" not in call.params
