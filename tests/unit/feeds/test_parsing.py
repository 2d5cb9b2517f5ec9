"""What the reading process makes of what servers answer: of feeds, and of all that is none."""

import base64
import json
import runpy
from collections.abc import Callable
from typing import Any

import pytest

from broadcast.feeds import parser_process, parsing
from broadcast.feeds.parser_process import ParserProcess
from broadcast.feeds.parsing import MOST_ITEMS, MOST_LISTED, parse, read
from broadcast.model.feeds.feed import FeedError
from broadcast.model.feeds.item import LONGEST_SUMMARY, LONGEST_TITLE
from runtime import child_task
from runtime.clock import SystemClock
from tests.unit.feeds.samples import HOME, json_feed, numbered, rss

AT = "https://shop.example/feed"

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Shop</title><link href="/"/>
<entry><id>tag:1</id><title type="html">&lt;b&gt;Red&lt;/b&gt; &amp;amp; ripe</title>
<link href="one"/><updated>2026-11-30T10:00:00+01:00</updated><author><name>Ann</name></author>
<content type="html">&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second &lt;img src="/1.png"&gt;&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</content></entry>
<entry><id>tag:2</id><title>&lt;b&gt; is bold</title><updated>2026-12-01T10:00:00Z</updated></entry>
</feed>"""


def of(body: bytes, kind: str = "", url: str = AT) -> dict[str, Any]:
    return read(body, url, kind)


def test_atom() -> None:
    told = of(ATOM)
    assert (told["title"], told["home"]) == ("Shop", HOME)
    newest, first = told["items"]
    assert (newest["id"], newest["title"]) == ("tag:2", "<b> is bold")
    assert first == {
        "id": "tag:1",
        "title": "Red & ripe",
        "link": f"{HOME}one",
        "summary": "First. Second",
        "author": "Ann",
        "image": f"{HOME}1.png",
        "published_at": 1_796_029_200,
    }


def test_rss_in_its_own_order_without_dates_and_without_ids() -> None:
    items = [numbered(n, id="") for n in (3, 2, 1)]
    told = of(rss(items))
    assert [one["title"] for one in told["items"]] == ["Item 3", "Item 2", "Item 1"]
    assert {one["published_at"] for one in told["items"]} == {None}


def test_rss_with_a_picture_and_entities_of_html() -> None:
    body = b"""<rss version="2.0"><channel><title>T</title><item>
    <title>Caf\xe9 &amp;amp; more</title><link>javascript:alert(1)</link>
    <enclosure url="https://shop.example/a.jpg" type="image/jpeg" length="1"/>
    <description>a &lt; b</description><pubDate>Mon, 30 Nov 2026 10:00:00 GMT</pubDate>
    </item></channel></rss>"""
    (item,) = of(body, "text/xml; charset=iso-8859-1")["items"]
    assert item["title"] == "Café & more"
    assert item["link"] == ""
    assert item["image"] == "https://shop.example/a.jpg"
    assert item["summary"] == "a < b"


def test_json_feed() -> None:
    told = of(
        json_feed(
            [
                {
                    "id": 7,
                    "url": "/a",
                    "title": "A",
                    "content_html": "<p>All &amp; more</p><img src='b.png'>",
                    "date_published": "2026-11-30T10:00:00Z",
                    "authors": [{"name": "Ann"}],
                },
                {"content_text": "only words", "title": ["no", "title"]},
                {"id": "nothing to say"},
                "no item",
            ],
            home_page_url=HOME,
        )
    )
    assert (told["title"], told["home"]) == ("Shop", HOME)
    first, bare = told["items"]
    assert first == {
        "id": "7",
        "title": "A",
        "link": f"{HOME}a",
        "summary": "All & more",
        "author": "Ann",
        "image": f"{HOME}b.png",
        "published_at": 1_796_032_800,
    }
    assert (bare["title"], bare["summary"]) == ("", "only words")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"words",
        b"\0\1\2",
        b"{",
        b'{"version": 1}',
        b"[" * 1_000,
        b'{"a":' * 100_000,
        b"<a/>",
    ],
)
def test_what_is_no_feed(body: bytes) -> None:
    assert of(body) == {"why": "unreadable"}


def test_a_page_names_its_feeds() -> None:
    page = b"""<!DOCTYPE html><html><head>
    <link rel="alternate" type="application/rss+xml" href="/feed.xml">
    <link rel="alternate" type="application/rss+xml" href="/feed.xml">
    <link rel="stylesheet" href="x.css"><title>Shop</title></head><body><p>Hello</body></html>"""
    assert of(page, "text/html") == {"why": "page", "feeds": [f"{HOME}feed.xml"]}
    assert of(b"<html><body>hello", "text/html") == {"why": "page", "feeds": []}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_one_that_declares_entities_is_refused(encoding: str) -> None:
    """Each may stand for many of the one before; this one does no harm."""
    declared = '<!DOCTYPE rss [<!entity a "ha"><!ENTITY b "&a;&a;">]>'
    body = f'<?xml version="1.0"?>{declared}<rss version="2.0"><channel/></rss>'.encode(encoding)
    assert of(body) == {"why": "entities"}


def test_one_of_a_hundred_thousand_items_is_refused_unread() -> None:
    body = rss([]).replace(b"</channel>", b"<item/>" * 100_000 + b"</channel>")
    assert of(body) == {"why": "many"}
    assert of(json_feed([{"title": "x"}] * (MOST_LISTED + 1))) == {"why": "many"}


def test_of_many_the_newest_are_told() -> None:
    items = [
        {"title": f"{n}", "date_published": f"2026-01-01T00:{n % 60:02}:00Z"} for n in range(400)
    ]
    told = of(json_feed(items))
    assert len(told["items"]) == MOST_ITEMS
    assert told["items"][0]["title"] == "59"


def test_words_have_an_end_and_turn_nothing_around() -> None:
    item = numbered(1, title="a\u202eb\x07 " + "x" * 10_000, summary="y" * 10_000)
    (told,) = of(rss([item]).replace(b"\x07", b""))["items"]
    assert told["title"].startswith("ab x")
    assert (len(told["title"]), len(told["summary"])) == (LONGEST_TITLE, LONGEST_SUMMARY)


def test_one_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = rss([numbered(1), numbered(2)])
    told = of(whole[: whole.index(b"All about 2")])
    assert [one["title"] for one in told["items"]] == ["Item 1", "Item 2"]


def test_the_task_comes_and_goes_as_json() -> None:
    task = {"body": base64.b64encode(ATOM).decode(), "url": AT, "type": ""}
    assert json.loads(parse(task)) == of(ATOM)


@pytest.mark.timeout(60)
async def test_it_is_done_in_a_process_of_its_own() -> None:
    told = await ParserProcess(SystemClock()).parse(ATOM, url=AT, kind="application/atom+xml")
    assert told == of(ATOM)


def test_its_process_has_limits_of_memory_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process does with them: tests/unit/runtime/test_child_process.py."""
    given: list[tuple[object, int, int]] = []

    def answer(do: Callable[[Any], bytes], *, megabytes: int, seconds: int) -> None:
        given.append((do.__name__, megabytes, seconds))

    monkeypatch.setattr(child_task, "answer", answer)
    runpy.run_path(str(parsing.__file__), run_name="__main__")
    assert given == [("parse", 512, 20)]


async def test_one_that_is_too_heavy_for_its_process_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parser_process, "MODULE", "tests.unit.runtime.child_samples")
    with pytest.raises(FeedError, match="heavy"):
        await ParserProcess(SystemClock()).parse(ATOM, url=AT, kind="")
