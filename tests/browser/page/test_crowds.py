"""100 000 people, and a thousand messages a second: the page stays small and answers."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import CDPSession, expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN, Open
from tests.browser.screen import Screen

CROWD = 1_000_001
PEOPLE = 100_000
MOST_NODES = 4_000
MOST_ROWS = 60
MOST_MESSAGES = 150
MOST_BYTES = 400_000  # of events in the time of two thousand sends
SENDERS = 16
CONTENT = "News for everybody"


@asynccontextmanager
async def sending(bot: Bot, first: int, count: int) -> AsyncIterator["asyncio.Task[None]"]:
    """Sends as fast as the sandbox takes it, to one person after another."""
    queue = iter(range(first, first + count))

    async def send() -> None:
        for person in queue:
            await bot.send(CONTENT, chat=person)

    async with asyncio.TaskGroup() as group:

        async def all_of_them() -> None:
            async with asyncio.TaskGroup() as senders:
                for _ in range(SENDERS):
                    senders.create_task(send())

        yield group.create_task(all_of_them())


async def test_the_list_of_a_hundred_thousand_has_a_few_rows(
    bot: Bot, control: Control, open_page: Open
) -> None:
    await control.add_users(PEOPLE, CROWD)
    screen: Screen = await open_page(chat=None)
    await screen.chat_item(CROWD).click()
    people = screen.page.locator("#chats .virtual-row")
    await expect(people.first).to_be_visible()
    await expect(screen.page.locator("#chats")).to_contain_text("100")
    assert await people.count() < MOST_ROWS
    await screen.page.locator("#chats .virtual").evaluate(
        "list => { list.scrollTop = list.scrollHeight; }"
    )
    last = screen.page.locator("#chats").get_by_text(str(CROWD + PEOPLE - 1))
    await expect(last).to_be_visible()
    assert await people.count() < MOST_ROWS
    assert await screen.nodes() < MOST_NODES


async def test_one_of_the_crowd_is_found_and_looked_at(
    bot: Bot, control: Control, open_page: Open
) -> None:
    await control.add_users(PEOPLE, CROWD)
    person = CROWD + 77_777
    await bot.send("For you alone", chat=person)
    screen: Screen = await open_page(chat=None)
    await screen.chat_item(CROWD).click()
    await screen.page.get_by_role("searchbox", name="Search these people").fill(str(person))
    await screen.page.locator("#chats .virtual-row button", has_text=str(person)).click()
    await expect(screen.thread).to_contain_text("For you alone")
    await screen.write("Thank you")
    message = await bot.next("message")
    assert (message["text"], message["from"]["id"]) == ("Thank you", person)
    await screen.page.get_by_role("button", name="Back to the chats").click()
    await expect(screen.chat_item(person)).to_be_visible()


async def test_the_page_answers_while_thousands_are_sent(
    bot: Bot, control: Control, open_page: Open
) -> None:
    await control.add_users(PEOPLE, CROWD)
    screen: Screen = await open_page()
    async with sending(bot, CROWD, 4_000) as task:
        item = screen.page.get_by_test_id("spread-item").filter(has_text=CONTENT)
        await expect(item).to_be_visible()
        await screen.write("Can you hear me?")
        await expect(screen.message_with("Can you hear me?")).to_be_visible()
        await screen.page.get_by_test_id("theme").click()
        assert await screen.nodes() < MOST_NODES
        await task
    await expect(item).to_contain_text(re.compile(r"4\D000 (of .*)?got it"))
    await expect(item).to_contain_text("nobody twice")
    assert await screen.nodes() < MOST_NODES


async def test_events_stay_small_however_much_is_sent(
    bot: Bot, control: Control, open_page: Open
) -> None:
    """Counts are told four times a second, and no message of a chat that nobody looks at."""
    await control.add_users(PEOPLE, CROWD)
    screen: Screen = await open_page()
    session: CDPSession = await screen.page.context.new_cdp_session(screen.page)
    received = 0

    def count(event: dict[str, int]) -> None:
        nonlocal received
        received += event["dataLength"]

    session.on("Network.dataReceived", count)
    await session.send("Network.enable")
    async with sending(bot, CROWD, 2_000) as task:
        await task
    await expect(screen.page.locator("#telegram")).to_contain_text("2")
    assert 0 < received < MOST_BYTES


async def test_a_chat_that_gets_thousands_keeps_a_few(
    bot: Bot, control: Control, open_page: Open
) -> None:
    screen: Screen = await open_page()
    for number in range(1_000):
        await bot.send(f"Line {number}.", chat=ANN)
    await expect(screen.message_with("Line 999.")).to_be_in_viewport()
    async with asyncio.timeout(10):  # what leaves fades away first
        while await screen.messages.count() > MOST_MESSAGES:
            await asyncio.sleep(0.1)
    assert await screen.nodes() < MOST_NODES
