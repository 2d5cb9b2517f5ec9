"""Who runs a group: whether Telegram tells, and how to ask when it does not.

Each question takes its turn among all groups' questions (broadcast/replies/session_middleware.py).
So a group whose members all ask at once is not to use up the turns of the others: after a few it is
asked for the list of its administrators, once for all of them.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import AiogramError

from botapi.errors import REFUSALS, Meaning, meaning
from runtime.clock import Clock

FEW = 5  # questions about single members of one group, within AWHILE
AWHILE = 5.0  # seconds; as long is a list believed, and nobody notices that it is old
GROUPS = 1_000  # that are remembered
RUN_THE_GROUP = {ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR}


class Runs(StrEnum):
    YES = "yes"
    NO = "no"
    UNTOLD = "untold"  # Telegram does not tell this bot


@dataclass(slots=True)
class _Group:
    """What was asked about one group, and what it told for all."""

    since: float  # monotonic seconds: the first of the questions that count
    asked: int = 0
    listed: float | None = None  # when the list came, or did not
    administrators: frozenset[int] | None = None  # None: it is not told
    trouble: AiogramError | None = None  # why there was no answer
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class WhoRuns:
    """Answers who runs a group; raises aiogram's errors for whatever is no answer."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._groups: OrderedDict[int, _Group] = OrderedDict()

    async def ask(self, bot: Bot, chat_id: int, user_id: int) -> Runs:
        """Whether this member does."""
        group = self._group(chat_id)
        group.asked += 1
        if group.asked <= FEW:
            return await runs_the_group(bot, chat_id, user_id)
        async with group.asking:
            if group.listed is None or self._clock.monotonic() - group.listed > AWHILE:
                await self._list(bot, chat_id, group)
        if group.trouble is not None:
            raise group.trouble
        return _among(group.administrators, user_id)

    async def _list(self, bot: Bot, chat_id: int, group: _Group) -> None:
        group.administrators = group.trouble = None
        try:
            group.administrators = await _administrators(bot, chat_id)
        except AiogramError as error:
            group.trouble = error
        group.listed = self._clock.monotonic()

    def _group(self, chat_id: int) -> _Group:
        now = self._clock.monotonic()
        group = self._groups.get(chat_id)
        if group is None or (now - group.since > AWHILE and not group.asking.locked()):
            group = self._groups[chat_id] = _Group(now)
        self._groups.move_to_end(chat_id)
        if len(self._groups) > GROUPS:
            self._groups.popitem(last=False)
        return group


async def runs_the_group(bot: Bot, chat_id: int, user_id: int) -> Runs:
    """Raises aiogram's errors for whatever is no answer to the question."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except AiogramError as error:
        if meaning(error) is not Meaning.HIDDEN:  # the bot is no administrator there
            raise
        return _among(await _administrators(bot, chat_id), user_id)
    return Runs.YES if member.status in RUN_THE_GROUP else Runs.NO


async def _administrators(bot: Bot, chat_id: int) -> frozenset[int] | None:
    """They are often told though the members are not; None: they are not told either."""
    try:
        told = await bot.get_chat_administrators(chat_id)
    except AiogramError as error:
        if meaning(error) not in REFUSALS:
            raise
        return None
    return frozenset(one.user.id for one in told)


def _among(administrators: frozenset[int] | None, user_id: int) -> Runs:
    if administrators is None:
        return Runs.UNTOLD
    return Runs.YES if user_id in administrators else Runs.NO
