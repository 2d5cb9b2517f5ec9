"""Links that lead over the bot's own server, as they are delivered."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.model.button import Button
from broadcast.model.clicks.utm import slug
from broadcast.model.content import Content
from broadcast.model.options import Clicks, Options
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.engine.conftest import FIRST, Bench, working

BASE = "https://bot.example/r/42/"
SHOP, NEWS, OWN = "https://shop.example/sale", "https://news.example/", "https://t.me/herald"
PEOPLE = 4
GROUP = -1_000_000_005_001


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control, links_at=BASE) as ready:
        yield ready


def content(clicks: Clicks, *, words: str = "Big sale", **options: Any) -> Content:
    """An address that is written out, words with a link, and two buttons."""
    text = f"{words} {SHOP} here"
    entities = [
        {"type": "url", "offset": len(words) + 1, "length": len(SHOP)},
        {"type": "text_link", "offset": len(text) - 4, "length": 4, "url": NEWS},
    ]
    return Content(
        message=(Call(method="sendMessage", params={"text": text, "entities": entities}),),
        buttons=((Button(text="Buy", value=SHOP), Button(text="Us", value=OWN)),),
        options=Options(clicks=clicks, **options),
    )


def links_in(message: Any) -> list[str]:
    found = [one["url"] for one in message["entities"] if one["type"] == "text_link"]
    rows = message["reply_markup"]["inline_keyboard"]
    return found + [button["url"] for row in rows for button in row]


async def message_of(bench: Bench, chat: int) -> Any:
    (message,) = await bench.control.chat(chat)
    return message


async def follow(bench: Bench, url: str) -> str | None:
    assert url.startswith(BASE)
    return await bench.assembly.tracking.follow(url.removeprefix(BASE), counts=True)


async def counted(bench: Bench, broadcast_id: int) -> dict[str, tuple[int, int]]:
    """Clicks and people, by where it leads."""
    await bench.assembly.tracking.counter.flush()
    run_id = (await bench.assembly.doors.reports.get(broadcast_id)).run_id or 0
    links = await bench.assembly.doors.clicks.of(run_id)
    return {one.url: (one.clicks, one.people) for one in links}


async def test_everybody_has_the_same_links_where_nobody_is_told_apart(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    broadcast = await bench.finished(await bench.launch(content(Clicks.TOTAL)))
    messages = [await message_of(bench, FIRST + n) for n in range(PEOPLE)]
    assert {one["text"] for one in messages} == {f"Big sale {SHOP} here"}
    assert {one["link_preview_options"]["url"] for one in messages} == {SHOP}
    (links,) = {tuple(links_in(one)) for one in messages}
    shop, news, button, own = links
    assert (button, own) == (shop, OWN)
    assert [await follow(bench, one) for one in (shop, news, button)] == [SHOP, NEWS, SHOP]
    assert await counted(bench, broadcast.id) == {SHOP: (2, 0), NEWS: (1, 0)}


async def test_each_has_their_own_where_people_are_told_apart(bench: Bench) -> None:
    """Of a group nobody can tell who it was."""
    await bench.subscribe(PEOPLE)
    await bench.control.add_chat(GROUP, "supergroup", "Readers", members=[FIRST])
    await Subscribers(bench.database).subscribe(GROUP, now=1, kind="supergroup")
    broadcast = await bench.finished(await bench.launch(content(Clicks.PERSON)))
    links = [links_in(await message_of(bench, FIRST + n)) for n in range(PEOPLE)]
    assert len({one[0] for one in links}) == PEOPLE
    for own in links[:3]:
        assert await follow(bench, own[0]) == SHOP
        assert await follow(bench, own[2]) == SHOP
    assert await follow(bench, links_in(await message_of(bench, GROUP))[0]) == SHOP
    assert await counted(bench, broadcast.id) == {SHOP: (7, 3), NEWS: (0, 0)}


async def test_braces_and_links_are_filled_side_by_side(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    said = content(Clicks.PERSON, words="Hi {first_name|friend}").with_fields(("first_name",))
    await bench.finished(await bench.launch(said))
    messages = [await message_of(bench, FIRST + n) for n in range(PEOPLE)]
    assert all("{" not in one["text"] and SHOP in one["text"] for one in messages)
    assert len({links_in(one)[0] for one in messages}) == PEOPLE
    for one in messages:
        assert await follow(bench, links_in(one)[0]) == SHOP


async def test_a_correction_keeps_what_was_counted(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    said = content(Clicks.PERSON, utm=True)
    broadcast = await bench.finished(await bench.launch(said))
    before = links_in(await message_of(bench, FIRST))
    target = await follow(bench, before[0])
    campaign = slug(broadcast.title)
    assert campaign.startswith("big-sale")
    assert target == f"{SHOP}?utm_source=telegram&utm_medium=bot&utm_campaign={campaign}"
    new = content(Clicks.OFF, words="Even bigger sale")
    child = await bench.assembly.doors.corrections.begin(broadcast.id, new, by=editor())
    await bench.finished(child.id)
    after = await message_of(bench, FIRST)
    assert after["text"].startswith("Even bigger sale")
    assert links_in(after) == before
    assert await follow(bench, links_in(after)[0]) == target
    (clicks, people), *_ = (await counted(bench, broadcast.id)).values()
    assert (clicks, people) == (2, 1)


async def test_where_nothing_can_be_counted_links_lead_where_they_say(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(1)
        await bench.finished(await bench.launch(content(Clicks.PERSON)))
        assert links_in(await message_of(bench, FIRST)) == [NEWS, SHOP, OWN]
