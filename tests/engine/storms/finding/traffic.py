"""What takes numbers of messages beside the broadcasts: people, service messages, updates that get
lost, and another program on the same token."""

import random

from sqlalchemy import text

from botapi.call import Call
from botapi_sandbox.control import Control, ControlRefused
from broadcast.model.button import Button, ButtonKind, Rows
from broadcast.model.content import Content
from db.connection.database import Database
from db.schema.states import BroadcastState
from tests.actors import editor
from tests.engine.storms.house import House
from tests.engine.storms.people import CHANNELS, FIRST, GROUPS, PEOPLE, channel, group

OLD = 0.9  # of the bots have written to everybody before the storm
SHARED = 0.12  # of the storms: another program sends by the token
FORGETFUL = 0.1  # of the storms: some updates never come
SKIPPING = 0.15  # of the storms: now and then a number is nobody's
LOST = 0.3  # of the updates, then
FOREIGN_EVERY = (1.0, 3.0)  # seconds, about: one message alone cannot be told from the bot's own
ASKS: Rows = ((Button(text="Yes", value="Thanks", kind=ButtonKind.ANSWER),),)
BATCH = 4  # people who write at about the same time, at most


class Traffic:
    """`is_shared` and `loses` are told by the seed, for the whole storm."""

    def __init__(
        self, house: House, control: Control, database: Database, chance: random.Random
    ) -> None:
        self._house = house
        self._control = control
        self._database = database
        self._chance = chance
        self.is_shared = chance.random() < SHARED
        self.loses = chance.random() < FORGETFUL
        self.skips = chance.random() < SKIPPING

    async def begin(self) -> None:
        """Most bots have run for long: of those that have not, nobody is known not to have been
        answered by the process before, nor how high channels have counted, nor how this server
        answers questions."""
        await self._control.add_user(editor().user_id, started=True)
        if self._chance.random() < OLD:
            for number in range(CHANNELS):
                await self._control.promote(channel(number))
            for buttons in ((), ASKS):
                await self._write_to_all(buttons)
            for number in range(CHANNELS):
                await self._control.promote(channel(number), status="member")
        await self.goes_on()

    async def _write_to_all(self, buttons: Rows) -> None:
        doors = self._house.doors
        message = Call(method="sendMessage", params={"text": "long ago"})
        content = Content(message=(message,), buttons=buttons)
        number = await doors.drafts.add(content, by=editor())
        await doors.launches.launch(number, by=editor())
        while (await doors.reports.get(number)).state is not BroadcastState.FINISHED:
            await self._house.clock.sleep(0.5)

    async def goes_on(self) -> None:
        """What is so for the whole storm; to be said again after all faults were ended."""
        if self.is_shared:
            await self._control.unheard(
                foreign={"per_second": 1 / self._chance.uniform(*FOREIGN_EVERY)}
            )
        if self.loses:
            await self._control.unheard(lost={"share": LOST})

    async def write(self) -> None:
        """Some people, or somebody in a group."""
        for _ in range(self._chance.randint(1, BATCH)):
            chat = self._chance.randrange(FIRST, FIRST + PEOPLE)
            await self._do("say", user_id=chat, text="hello")
        if self._chance.random() < 0.3:
            number = self._chance.randrange(GROUPS)
            await self._do("say", user_id=FIRST, text="hello all", chat_id=group(number))

    async def tap(self) -> None:
        """Somebody taps what they have got."""
        for chat in self._chance.sample(range(FIRST, FIRST + PEOPLE), BATCH):
            await self._do("press", user_id=chat, wait=0)

    async def skip(self) -> None:
        if self.skips:
            chat = self._chance.choice((None, self._chance.randrange(FIRST, FIRST + PEOPLE)))
            await self._control.skip_numbers(1, chat)

    async def foreign(self) -> None:
        """The other program writes to somebody of whom it is not known whether they had it."""
        if not self.is_shared:
            return
        query = text(
            "SELECT subscribers.chat_id FROM doubts"
            " JOIN subscribers ON subscribers.id = subscriber_id WHERE found IS NULL"
        )
        async with self._database.read() as connection:
            chats = list((await connection.execute(query)).scalars())
        if chats:
            await self._do("foreign_message", chat_id=self._chance.choice(chats))

    async def _do(self, verb: str, **arguments: object) -> None:
        """People who have blocked the bot or were never there do nothing."""
        try:
            await self._control.do_bot(verb, **arguments)
        except ControlRefused:
            return
