"""What people do while broadcasts go out: leave, come back, block, delete their data, move."""

import random

from botapi_sandbox.control import Control
from tests.engine.storms.house import House
from tests.engine.truth import Census
from tests.engine.versions import told_of

FIRST = 1_000_001
PEOPLE = 70
GROUPS = 4
CHANNELS = 4  # where the bot may not write, until somebody lets it
REFUSALS = (
    (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN"),
    (400, "Bad Request: TOPIC_CLOSED"),
    (400, "Bad Request: MEDIA_INVALID"),
    (400, "Bad Request: SOMETHING_NEW"),
    (403, "Forbidden: something new"),
    (400, 'Failed to send message #1 with the error message "USER_IS_BLOCKED"'),
    (400, 'Failed to send message #1 with the error message "SOMETHING_NEW"'),
)
ZONES = (None, "Asia/Kathmandu", "Australia/Lord_Howe", None, "Europe/Dublin")
BATCH = 12  # people who do the same at about the same time, at most


def group(number: int) -> int:
    return -100 - number


def supergroup(number: int) -> int:
    return -1_000_000_000_100 - number


def channel(number: int) -> int:
    return -1_000_000_000_900 - number


class Crowd:
    """The subscribers, in the sandbox and in the database."""

    def __init__(self, house: House, control: Control, chance: random.Random) -> None:
        self._house = house
        self._control = control
        self._chance = chance
        self._migrated: set[int] = set()
        self.census = Census(moved={supergroup(one): group(one) for one in range(GROUPS)})

    async def gather(self) -> None:
        await self._control.add_users(count=PEOPLE, first_id=FIRST, blocked_share=0.05)
        for number in range(GROUPS):
            await self._control.add_chat(group(number), "group", "Friends", members=[FIRST])
            await self._house.people.subscribe(group(number), kind="group", now=1)
        for number in range(CHANNELS):
            await self._control.add_chat(channel(number), "channel", "News")
            await self._house.people.subscribe(channel(number), kind="channel", now=1)
        for chat in range(FIRST, FIRST + PEOPLE):
            await self._house.people.subscribe(chat, now=1, **told_of(chat))
            if zone := ZONES[chat % len(ZONES)]:
                await self._house.doors.zones.note(chat, zone)
        await self.census.learn(self._house.database)

    async def stop(self) -> None:
        for chat in self._some():
            await self._house.people.unsubscribe(chat, now=2)

    async def come_back(self) -> None:
        for chat in self._some():
            await self._control.start(chat)
            await self._house.people.subscribe(chat, now=3, **told_of(chat))
        await self.census.learn(self._house.database)

    async def erase(self) -> None:
        for chat in self._some()[:3]:
            await self._house.people.erase(chat)

    async def block(self) -> None:
        for chat in self._some():
            await self._control.block(chat)

    async def deactivate(self) -> None:
        await self._control.deactivate(self._chance.choice(self._some()))

    async def kick(self) -> None:
        number = self._chance.randrange(GROUPS)
        if number not in self._migrated:
            await self._control.kick(group(number))

    async def promote(self) -> None:
        await self._control.promote(channel(self._chance.randrange(CHANNELS)))

    async def migrate(self) -> None:
        """A group becomes a supergroup; the bot hears of it by itself, at once, or both."""
        number = self._chance.randrange(GROUPS)
        if number in self._migrated:
            return
        self._migrated.add(number)
        await self._control.migrate(group(number), supergroup(number))
        manner = self._chance.randrange(3)
        if manner == 1:
            await self._house.people.migrate(group(number), supergroup(number), now=4)
        elif manner == 2:  # somebody writes /start there before the news is out
            await self._house.people.subscribe(supergroup(number), kind="supergroup", now=4)
            await self.census.learn(self._house.database)

    def slow(self) -> list[int]:
        """Chats that want no more for a while: groups first of all."""
        groups = [supergroup(one) if one in self._migrated else group(one) for one in range(GROUPS)]
        places = [*groups, *(channel(one) for one in range(CHANNELS))]
        found = self._chance.sample(places, self._chance.randint(1, len(places)))
        return found + (self._some() if self._chance.random() < 0.3 else [])

    async def chat(self) -> None:
        """Somebody is answered, and what stands there is changed."""
        await self._house.reply(self._chance.choice([*self._some(), *self.slow()]))

    async def refuse(self) -> None:
        """A few take nothing of it, or for a while nobody does, in words known and unknown."""
        everybody = [*range(FIRST, FIRST + PEOPLE), *map(group, range(GROUPS))]
        who = everybody if self._chance.random() < 0.15 else self._some()
        code, words = self._chance.choice(REFUSALS)
        await self._control.refuse(who, words, code)

    async def relent(self) -> None:
        await self._control.relent()

    def _some(self) -> list[int]:
        count = self._chance.randint(1, BATCH)
        return self._chance.sample(range(FIRST, FIRST + PEOPLE), count)
