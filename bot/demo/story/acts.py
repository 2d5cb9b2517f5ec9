"""The story that the demo tells: how somebody gets a bot, people, and a message out to them."""

import asyncio
import re
import time

from bot.demo.errors import DemoFailed
from bot.demo.story.chat import AdminChat, words
from bot.demo.terminal import Terminal
from botapi_sandbox.control import Control

FIRST_PERSON = 1_000_001
LEAVERS = 3  # people who block the bot while the broadcast runs
ADMIN, ADMIN_NAME = 1_001, "Ann"
HEADLINE = "The autumn issue is out"
MESSAGE = f"{HEADLINE}!\nTwelve stories, one map, and a recipe for pear cake."
ENTITIES = [
    {"type": "bold", "offset": 0, "length": len(HEADLINE) + 1},
    {"type": "italic", "offset": MESSAGE.index("pear cake"), "length": len("pear cake")},
]
LINK = "Read it - https://example.org/autumn"
WELCOMED_WITHIN = 90.0  # seconds
SENT_WITHIN = 120.0  # seconds
LOOK_EVERY = 0.2  # seconds
FIGURES = re.compile(r"Sent: \d+ of \d+$", re.MULTILINE)
REPORT = "It took"


class Story:
    """Plays the admin and the people; says at the terminal what happens."""

    def __init__(self, control: Control, terminal: Terminal, *, people: int) -> None:
        self._control = control
        self._terminal = terminal
        self._people = people
        self._admin = AdminChat(control, ADMIN)

    async def become_owner(self, claim: str) -> None:
        """Whoever opens the link from the bot's log first is the owner."""
        self._terminal.say(f"{ADMIN_NAME} opens the one-time link from the bot's log.")
        await self._control.add_user(ADMIN, first_name=ADMIN_NAME)
        number = await self._admin.say(f"/start {claim}")
        self._terminal.quote(words(await self._admin.answer_to(number)))

    async def subscribe_people(self) -> None:
        """Hundreds of people write /start, and each is welcomed."""
        self._terminal.say(f"{self._people} people find the bot and write /start.")
        before = (await self._control.counts()).recipients
        await self._control.add_users(self._people, FIRST_PERSON, started=False)
        await self._control.everyone_says("/start", FIRST_PERSON, self._people)
        deadline = time.monotonic() + WELCOMED_WITHIN
        welcomed = 0
        while welcomed < self._people:
            if time.monotonic() > deadline:
                raise DemoFailed(f"only {welcomed} of {self._people} people were welcomed")
            await asyncio.sleep(LOOK_EVERY)
            welcomed = (await self._control.counts()).recipients - before
            self._terminal.progress(
                welcomed, self._people, f"{welcomed} of {self._people} are welcomed"
            )
        self._terminal.end_line()

    async def compose(self) -> None:
        """A message with formatting and a button, tried on the admin alone."""
        self._terminal.say(f"{ADMIN_NAME} writes /broadcast, then the message:")
        number = await self._admin.say("/broadcast")
        await self._admin.answer_to(number)
        await self._admin.say(MESSAGE, ENTITIES)
        await self._admin.with_button("Send now")
        self._terminal.quote(MESSAGE)
        self._terminal.say(f"… and gives it a button: {LINK}")
        await self._admin.press("Buttons")
        await self._admin.say(LINK)
        await self._admin.with_text(HEADLINE, button="Read it")
        copies = await self._admin.count(HEADLINE)
        self._terminal.say(f"“Send test” shows {ADMIN_NAME} alone what everybody will get.")
        await self._admin.press("Send test")
        await self._wait_for_copies(copies + 1)

    async def launch(self) -> None:
        """Two taps: the second one shows how many people it is for."""
        self._terminal.say("“Send now”. The bot asks once more:")
        await self._admin.press("Send now")
        question = await self._admin.with_button("Confirm")
        self._terminal.quote(words(question))
        await self._admin.press("Confirm")

    async def watch(self) -> None:
        """The admin's own progress message, until it has become the report."""
        self._terminal.say(f"“Confirm”. {ADMIN_NAME} watches it go out; {LEAVERS} people block it:")
        for person in range(LEAVERS):
            await self._control.block(FIRST_PERSON + self._people - 1 - person)
        deadline = time.monotonic() + SENT_WITHIN
        while True:
            message = await self._admin.with_text("Sent: ")
            await self._show(words(message))
            if REPORT in words(message):
                break
            if time.monotonic() > deadline:
                raise DemoFailed("the broadcast did not end", words(message))
            await asyncio.sleep(LOOK_EVERY)
        self._terminal.say("The progress message has become the report:")
        self._terminal.quote(words(message))

    async def count(self) -> None:
        """What the other side of the line says: the bot's word is not taken for it."""
        people = range(FIRST_PERSON, FIRST_PERSON + self._people)
        delivered = dict(await self._control.delivered(HEADLINE))
        missed = await self._control.missed(HEADLINE, FIRST_PERSON, self._people)
        twice = [person for person in people if delivered.get(person, 0) > 1]
        once = sum(delivered.get(person) == 1 for person in people)
        refused = (await self._control.counts()).statuses.get("429", 0)
        self._terminal.say("And this is what the local Telegram counted by itself:")
        self._terminal.quote(
            f"got it once: {once}\ngot it twice: {len(twice)}\nmissed: {len(missed)}\n"
            f"times the bot was told to slow down: {refused}"
        )
        if missed or twice:
            raise DemoFailed("somebody was missed, or got it twice")

    async def _show(self, text: str) -> None:
        """The bot edits its message every few seconds only; what arrives is counted live."""
        arrived = (await self._control.counts(HEADLINE)).recipients
        found = FIGURES.search(text)
        self._terminal.progress(
            min(arrived, self._people),
            self._people,
            f"{arrived} people have it; {ADMIN_NAME}'s message says: {found[0] if found else '…'}",
        )

    async def _wait_for_copies(self, count: int) -> None:
        for _ in range(100):
            if await self._admin.count(HEADLINE) >= count:
                return
            await asyncio.sleep(LOOK_EVERY)
        raise DemoFailed("the test message did not come", await self._admin.seen())
