"""Which links lead over the bot's server, and what becomes of the call that they stand in."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi.call import Call
from broadcast.model.clicks.addresses import counted
from broadcast.model.clicks.targets import (
    LONGEST,
    is_web,
    links_of,
    location,
    relinked,
    with_preview_of,
)
from broadcast.model.clicks.utm import NAMELESS, marked, slug, with_campaign

BASE = "https://bot.example/r/42/"
TEXT = "🎉 shop.example/sale and here"  # the emoji is two units
ADDRESS = {"type": "url", "offset": 3, "length": 17}
WORDS = {"type": "text_link", "offset": 25, "length": 4, "url": "https://x.example/?a=1#top"}
BUTTONS = [
    [{"text": "Buy", "url": "https://shop.example/buy"}, {"text": "Yes", "callback_data": "a"}]
]


def message(**params: Any) -> Call:
    return Call(method="sendMessage", params={"text": TEXT, "entities": [ADDRESS, WORDS], **params})


@pytest.mark.parametrize(
    ("url", "is_counted"),
    [
        ("https://shop.example/a?b=c#d", True),
        ("http://shop.example", True),
        ("https://xn--80ak6aa92e.com/", True),
        ("https://пример.рф/путь", True),
        ("https://t.me/herald", False),
        ("https://HERALD.t.me/", False),
        ("https://telegram.me/x", False),
        ("tg://resolve?domain=x", False),
        ("mailto:a@b.example", False),
        ("ftp://shop.example/", False),
        ("javascript:alert(1)", False),
        ("https://bot.example/anything", False),
        ("https://BOT.example./anything", False),
        ("https://shop.example/{city}", False),
        ("https://", False),
        ("https://shop.example:99999/", False),
        ("https://[::1/", False),
        ("https://shop.example/" + "a" * LONGEST, False),
        ("https://" + "ы" * 70 + ".example/", False),  # no name that can be looked up
    ],
)
def test_what_a_browser_opens_is_counted(url: str, *, is_counted: bool) -> None:
    assert counted(url, BASE) is is_counted


def test_links_are_found_wherever_they_stand() -> None:
    call = message(reply_markup={"inline_keyboard": BUTTONS})
    assert links_of(call) == (
        "http://shop.example/sale",
        "https://x.example/?a=1#top",
        "https://shop.example/buy",
    )
    album = {
        "media": [{"type": "photo", "media": "x", "caption": TEXT, "caption_entities": [WORDS]}]
    }
    assert links_of(Call(method="sendMediaGroup", params=album)) == (WORDS["url"],)


def test_an_address_that_is_written_out_stays_readable() -> None:
    call = message()
    other = relinked(call, lambda url: f"{BASE}{len(url)}")
    assert other.params["text"] == TEXT
    assert other.params["entities"] == [
        {"type": "text_link", "offset": 3, "length": 17, "url": f"{BASE}24"},
        {**WORDS, "url": f"{BASE}26"},
    ]
    assert call.params["entities"] == [ADDRESS, WORDS]


def test_what_is_opened_by_the_app_or_signed_for_it_stays() -> None:
    buttons = [
        [
            {"text": "a", "web_app": {"url": "https://a.example"}},
            {"text": "b", "login_url": {"url": "https://a.example"}},
        ]
    ]
    mention = {"type": "mention", "offset": 0, "length": 2}
    call = message(entities=[mention], reply_markup={"inline_keyboard": buttons})
    assert relinked(call, lambda _: BASE) == call


def test_the_preview_is_the_page_that_the_link_leads_to() -> None:
    call = message()
    tracked = with_preview_of(relinked(call, lambda _: BASE), call)
    assert tracked.params["link_preview_options"] == {"url": "http://shop.example/sale"}
    off = message(link_preview_options={"is_disabled": True})
    assert with_preview_of(relinked(off, lambda _: BASE), off).params["link_preview_options"] == {
        "is_disabled": True
    }
    photo = Call(method="sendPhoto", params={"caption": TEXT, "caption_entities": [WORDS]})
    assert (
        "link_preview_options" not in with_preview_of(relinked(photo, lambda _: BASE), photo).params
    )


@pytest.mark.parametrize(
    ("url", "with_marks"),
    [
        ("https://a.example", "https://a.example?UTM"),
        ("https://a.example/?b=1", "https://a.example/?b=1&UTM"),
        ("https://a.example/?", "https://a.example/?UTM"),
        ("https://a.example/b#c?d", "https://a.example/b?UTM#c?d"),
        ("https://a.example/?utm_source=x", None),
    ],
)
def test_utm_stands_behind_what_the_link_asks_already(url: str, with_marks: str | None) -> None:
    said = marked(url, "big-sale")
    utm = "utm_source=telegram&utm_medium=bot&utm_campaign=big-sale"
    assert said == (None if with_marks is None else with_marks.replace("UTM", utm))


def test_utm_leaves_telegrams_own_links_alone() -> None:
    own = [{**WORDS, "url": "https://t.me/x"}]
    assert with_campaign(message(entities=own), "x").params["entities"] == own


@pytest.mark.parametrize(
    ("title", "campaign"),
    [
        ("Spring sale: −20%!", "spring-sale-20"),
        ("Весенняя распродажа", "весенняя-распродажа"),
        ("🎉🎉", NAMELESS),
        ("a" * 100, "a" * 40),
        ("", NAMELESS),
    ],
)
def test_a_campaign_is_the_title_in_short(title: str, campaign: str) -> None:
    assert slug(title) == campaign


@given(st.text())
def test_no_title_breaks_a_link(title: str) -> None:
    said = marked("https://a.example/", slug(title))
    assert said is not None
    assert said.isascii()
    assert "#" not in said


@given(st.text(), st.text())
def test_a_header_says_any_target_in_one_printable_line(path: str, query: str) -> None:
    url = f"https://shop.example/{path}?{query}"
    said = location(url)
    assert said is None or (said.isascii() and said.isprintable() and " " not in said)
    if is_web(url) and said is not None:
        assert urlsplit(said).hostname == "shop.example"


def test_a_name_in_another_script_is_said_as_it_is_looked_up() -> None:
    assert location("https://пример.рф/путь?q=%20a") == (
        "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?q=%20a"
    )
