"""The main job as a person does it: by clicks alone, with a real bot that is really killed.

The guide is the page's own tour; each of its steps must be ticked off by what was done.
"""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.demo.story.cast import NAMED, crowds
from tests.browser.conftest import Open
from tests.browser.owner import (
    HEADLINE,
    OWNER,
    ask,
    break_telegram,
    choose,
    compose,
    count_answers,
    kill,
    launch,
    report,
    revive,
    subscribe,
    watch_series,
)
from tests.browser.pictures import WINDOW, picture
from tests.browser.processes import serving
from tests.browser.screen import Screen
from tests.browser.tourist import Tour

PEOPLE = 300
RATE = 30  # messages/s: slow enough to break it on the way


def left_out() -> int:
    """Whoever reads Russian."""
    many = sum(crowd.count for crowd in crowds(PEOPLE) if crowd.language == "ru")
    return many + sum(person.language == "ru" for person in NAMED)


def without(least: int, most: int) -> re.Pattern[str]:
    """What the page says of those without it once it has counted everybody."""
    allowed = "|".join(str(number) for number in range(least, most + 1))
    return re.compile(rf"(?<!\d)({allowed}) still without it")


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The whole demo, its page's address."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", "--undo", "0", *choices) as addresses:
        yield addresses.page


@pytest.mark.timeout(240)
async def test_nobody_is_lost_and_nobody_gets_it_twice(demo: str, new_context: Open) -> None:
    context = await new_context(viewport=WINDOW)
    screen = Screen(await context.new_page(), demo)
    await screen.open()
    tour = Tour(screen)
    await expect(tour.card).to_contain_text("ten steps")
    await picture(screen.page, "tour")
    steps = [
        ("Subscribe", subscribe),
        ("Compose", compose),
        ("Ask your readers", ask),
        ("Choose who gets it", choose),
        ("Launch", launch),
        ("Break Telegram", break_telegram),
        ("Kill the bot", kill),
    ]
    for title, act in steps:
        await tour.on(title)
        await act(screen)
        await tour.ticked()
    await revive(screen)
    await tour.on("Read the report")
    figures = await report(screen)
    await tour.ticked()
    assert figures["Recipients"] == figures["Sent"] + figures["Blocked"] + figures["Uncertain"]
    item = screen.page.get_by_test_id("spread-item").filter(has_text=HEADLINE)
    await expect(item).to_contain_text("nobody twice")
    # Of the uncertain, some have it: the kill came between Telegram's yes and the bot's note of it.
    outside = left_out()
    await expect(item).to_contain_text(without(outside, outside + figures["Uncertain"]))
    await item.scroll_into_view_if_needed()
    await picture(screen.page, "report")
    await tour.on("Count the answers")
    await count_answers(screen)
    await tour.ticked()
    await picture(screen.page, "counted")
    await tour.on("Let a series run")
    await watch_series(screen)
    await tour.ticked()
    await picture(screen.page, "series")
    await screen.page.get_by_test_id("tour-next").click()
    await expect(tour.card).to_be_hidden()
    await screen.page.reload()
    await expect(screen.chat_item(OWNER)).to_be_visible()
    await expect(tour.card).to_be_hidden()
    await expect(screen.thread).to_contain_text("Finished: ")
