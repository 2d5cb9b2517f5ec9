"""Whose flood is it: one chat's, the edits' or the token's? A 429 does not say; evidence does.

A group in slow mode refuses its own message with up to 3600 s, one over its 20 a minute with up to
60 s, edits have a limit of their own, and a token that sent too much is refused in every chat. The
429 looks the same each time. So a group's or a channel's is taken for its own and an edit's for
that chat's edits, until another chat says the same; a person's is taken for the token's. A call
that left after the refusal was heard, and was taken, clears everybody but the chats that refused.

Groups can be made, and put into slow mode, by anybody. So however many of them agree, that is a
suspicion: it is put to the test at once, in another chat. Only two people's chats are certain.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Chat = int | str | None

SAY_THE_SAME = 2  # chats that agree, with nothing taken in between: it is not theirs alone
SAY_ANYTHING = 5  # chats that refuse, with nothing taken in between, agreed or not
SAME_BAN = 5.0  # seconds between two deadlines that may be one ban's (retry_after is rounded)
DOUBT_GROUPS = 0.0  # seconds after which a ban that only groups tell of is tried elsewhere
DOUBT_ONE = 60.0  # the same, where one person's chat tells of it: most bans are shorter
DOUBT_EDITS = 5.0
REMEMBERED = 1_000  # chats that refused lately; more than can be on their way at once


class Scope(StrEnum):
    """What has to wait."""

    CHAT = "chat"  # what is sent to this chat
    CHAT_EDITS = "chat's edits"
    EDITS = "edits"  # in every chat
    TOKEN = "token"  # noqa: S105 - a scope: all that is sent


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """A call that was answered. Moments are monotonic seconds."""

    chat: Chat  # None: not known, and taken for some person's
    edit: bool
    left_at: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """What waits until when. `doubt`: seconds after which it is tried in another chat, before its
    time; None: it is certain."""

    scope: Scope
    until: float
    chat: Chat = None
    doubt: float | None = None
    only_groups: bool = False  # nobody but groups, which anybody can make, tells of it


@dataclass(slots=True)
class _Refusal:
    heard: float
    until: float


class FloodScopes:
    """A policy: it is fed with answers, and names what has to wait."""

    def __init__(self) -> None:
        self._sends = _Refusals()
        self._edits = _Refusals()

    def flooded(self, sign: Sign, now: float, until: float) -> tuple[Wait, ...]:
        """A 429 that is on until then: what waits because of it."""
        told = self._edits if sign.edit else self._sends
        until = told.hear(sign.chat, now, until)
        everybody = _everybody(told.all(now), edits=sign.edit)
        if is_person(sign.chat) and not sign.edit:
            return () if everybody is None else (everybody,)
        scope = Scope.CHAT_EDITS if sign.edit else Scope.CHAT
        own = Wait(scope=scope, until=until, chat=sign.chat)
        if everybody is None:
            return (own,)
        return (own, everybody) if until > everybody.until + SAME_BAN else (everybody,)

    def answered(self, sign: Sign, now: float) -> tuple[Wait, ...] | None:
        """A call that was taken: None when it clears nothing.

        Else calls of its kind need not wait any more, but for those to chats that are returned.
        """
        told = self._edits if sign.edit else self._sends
        cleared = told.cleared_by(sign.left_at)
        if not cleared or _everybody(told.all(now), edits=sign.edit) is not None:
            return None
        scope = Scope.CHAT_EDITS if sign.edit else Scope.CHAT
        return tuple(
            Wait(scope=scope, until=until, chat=chat)
            for chat, until in cleared.items()
            if chat is not None and chat != sign.chat and until > now
        )

    def refused(self, chat: Chat, *, edit: bool = False) -> bool:
        """Whether this chat is one of those that refused: to ask it again would tell nothing."""
        return (self._edits if edit else self._sends).has(chat)


class _Refusals:
    """Who said 429 since something was taken, latest last."""

    def __init__(self) -> None:
        self._by_chat: OrderedDict[Chat, _Refusal] = OrderedDict()

    def hear(self, chat: Chat, now: float, until: float) -> float:
        """Returns until when it is on: of what one chat says, the longest counts."""
        before = self._by_chat.pop(chat, None)
        if before is not None:
            until = max(until, before.until)
        self._by_chat[chat] = _Refusal(now, until)
        if len(self._by_chat) > REMEMBERED:
            self._by_chat.popitem(last=False)
        return until

    def has(self, chat: Chat) -> bool:
        return chat in self._by_chat

    def all(self, now: float) -> dict[Chat, float]:
        """Those that are still on, and until when."""
        return {chat: one.until for chat, one in self._by_chat.items() if one.until > now}

    def cleared_by(self, left_at: float) -> dict[Chat, float]:
        """Those that were heard before then; they are forgotten."""
        if not self._by_chat:
            return {}
        heard = {chat: one.until for chat, one in self._by_chat.items() if one.heard <= left_at}
        for chat in heard:
            del self._by_chat[chat]
        return heard


def _everybody(told: dict[Chat, float], *, edits: bool) -> Wait | None:
    """Whether these are too many, or of the wrong kind, to be the chats' own.

    A ban ends for all chats at the same moment. Where they do not agree about it, the soonest that
    two agree about may be the ban's, and the others are the chats' own.
    """
    if edits:
        until = _agreed(sorted(told.values()))
        return None if until is None else Wait(scope=Scope.EDITS, until=until, doubt=DOUBT_EDITS)
    people = sorted(until for chat, until in told.items() if is_person(chat))
    if people:
        agreed = [until for until in people if until <= people[0] + SAME_BAN]
        doubt = None if len(agreed) >= SAY_THE_SAME else DOUBT_ONE
        return Wait(scope=Scope.TOKEN, until=agreed[-1], doubt=doubt)
    until = _agreed(sorted(told.values()))
    if until is None:
        return None
    return Wait(scope=Scope.TOKEN, until=until, doubt=DOUBT_GROUPS, only_groups=True)


def _agreed(deadlines: Sequence[float]) -> float | None:
    """The first, in order, that two agree about; with many, the soonest, agreed or not."""
    pairs = (later for sooner, later in pairwise(deadlines) if later - sooner <= SAME_BAN)
    return next(pairs, deadlines[0] if len(deadlines) >= SAY_ANYTHING else None)


def is_person(chat: Chat) -> bool:
    """Else a group or a channel; a name (@channel) is always one."""
    return chat is None or (isinstance(chat, int) and chat > 0)
