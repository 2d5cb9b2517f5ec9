"""The windows of composing, choosing, answers, links and settings, by clicks in the demo."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from bot.demo.story.chat import AdminChat, words
from botapi_sandbox.control import Control
from tests.browser.conftest import Open
from tests.browser.guide import Guide
from tests.browser.herald.walks import (
    answering,
    choosing,
    composing,
    growing,
    knowing,
    owning,
    replying,
    telling,
)
from tests.browser.herald.walks.every import WINDOWS
from tests.browser.owner import OWNER, subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen

PEOPLE, RATE = 60, 60  # messages/s: the broadcast is over in a moment
OTHERS = (999, 1_000)  # below the first: who taps for the readers has a number above
CHANNEL = -1_000_000_007_002


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page, and a channel to which the bot may let people in."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", "--undo", "0", *choices) as addresses:
        async with Control(addresses.page) as control:
            await control.add_chat(CHANNEL, "channel", "The book channel", members=[OWNER])
            await control.promote(CHANNEL, "creator", OWNER)
            await control.promote(CHANNEL, "administrator")
        yield addresses.page


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What one owner waits for until another has made it."""

    topics: asyncio.Event = field(default_factory=asyncio.Event)
    testers: asyncio.Event = field(default_factory=asyncio.Event)
    draft: asyncio.Event = field(default_factory=asyncio.Event)
    segments: asyncio.Event = field(default_factory=asyncio.Event)


@pytest.mark.timeout(400)  # seconds; the bot keeps to one message a second in a chat
async def test_every_window_of_composing_and_choosing(demo: str, open_demo: Open) -> None:
    """Three owners at a time: what takes long is the bot's pace in one chat."""
    screens = [await open_demo() for _ in range(3)]
    guides = [Guide(screen) for screen in screens]
    await subscribe(screens[0])
    for number, screen in zip(OTHERS, screens[1:], strict=True):
        await one_more_owner(demo, number)
        await screen.open_chat(number)
    ready = Ready()
    async with asyncio.TaskGroup() as together:
        for act, screen, guide in zip((writes, keeps, grows), screens, guides, strict=True):
            together.create_task(act(screen, guide, demo, ready))
    assert set().union(*(guide.seen for guide in guides)) == WINDOWS
    assert [name for guide in guides for name in guide.left_out()] == []


async def writes(screen: Screen, guide: Guide, demo: str, ready: Ready) -> None:
    """From the message to what people answered."""
    await composing.composing(screen, guide)
    ready.draft.set()
    await ready.testers.wait()
    await owning.testing(screen, guide)
    await ready.topics.wait()
    await choosing.choosing(screen, guide)
    ready.segments.set()
    await answering.answering(screen, guide, demo)
    await replying.replying(screen, guide, demo, "Tap one below")


async def keeps(screen: Screen, guide: Guide, _demo: str, ready: Ready) -> None:
    """Settings, testers, and what is known of people."""
    await owning.owning(screen, guide)
    ready.topics.set()
    await owning.testers(screen, guide, OTHERS[0])
    ready.testers.set()
    await ready.segments.wait()
    await knowing.knowing(screen, guide)


async def grows(screen: Screen, guide: Guide, demo: str, ready: Ready) -> None:
    """Links, notices, a rich message, and a template of the draft that is being written."""
    await growing.growing(screen, guide, demo)
    await telling.telling(screen, guide)
    await composing.rich(screen, guide)
    await ready.draft.wait()
    await composing.templates(screen, guide)


async def one_more_owner(demo: str, number: int) -> None:
    """Invited by the first one."""
    async with Control(demo) as control:
        first, other = AdminChat(control, OWNER), AdminChat(control, number)
        await control.add_user(number, "Olga")
        await other.say("/start")
        await other.with_text("You are subscribed")
        await first.say("/admin")
        for button in ("Team", "Invite an owner"):
            await first.press(button)
        given = words(await first.with_text("?start="))
        await other.say("/start " + given.split("?start=")[1].split()[0])
        await other.with_text("owner")
