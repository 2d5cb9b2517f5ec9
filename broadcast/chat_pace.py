"""What one chat may get: replies in a short burst, then one a second; groups 20 a minute.

Bot API FAQ: about one message a second in a chat, 20 a minute in a group. Without it one person who
writes and writes would earn the bot a ban, and a ban stops everybody's broadcast. A broadcast does
not follow within a second of a reply: it would bury it.
"""

from collections import OrderedDict
from dataclasses import dataclass

from broadcast.clock import Clock

INTERVAL = 1.0  # seconds between messages to one chat, in the long run
BURST = 5  # messages that may go out at once
AFTER_REPLY = 1.0  # seconds from a reply to the chat's broadcast
REMEMBERED = 10_000  # chats; who wrote before those has been quiet for long

MINUTE = 61.0  # seconds: one more, because calls take different times to arrive
GROUP_MOST = 20  # messages to a group within any minute
GROUPS_REMEMBERED = 20_000  # ten times what the free rate can reach within a minute


@dataclass(kw_only=True, slots=True)
class _Chat:
    paced_upto: float  # by then what it got is a message an interval (monotonic seconds)
    quiet_from: float  # a broadcast may follow then


class ChatPace:
    """When a reply, or a broadcast, may go to a chat. Costs are messages (an album: its items)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._chats: OrderedDict[int | str, _Chat] = OrderedDict()
        self._groups: OrderedDict[int | str, _LastMinute] = OrderedDict()

    def book(self, chat_id: int | str, cost: int = 1) -> float:
        """Book a reply; returns how many seconds it has to wait.

        Costs 0 for what is no new message, such as an edit: that counts for no group's minute.
        """
        now = self._clock.monotonic()
        goes = max(now, self._book_interval(chat_id, now))
        if cost and _is_group(chat_id):
            goes = self._minute(chat_id).book(goes, cost)
        chat = self._chats[chat_id]
        chat.quiet_from = max(chat.quiet_from, goes + AFTER_REPLY)
        return goes - now

    def bulk_wait(self, chat_id: int, cost: int = 1) -> float:
        """Seconds until a broadcast may go to the chat; books nothing."""
        now, wait = self._clock.monotonic(), 0.0
        chat = self._chats.get(chat_id)
        if chat is not None:
            burst_over = chat.paced_upto - (BURST - 1) * INTERVAL
            wait = max(0.0, chat.quiet_from - now, burst_over - now)
        if chat_id < 0 and (minute := self._groups.get(chat_id)) is not None:
            wait = max(wait, minute.next(now, cost) - now)
        return wait

    def book_bulk(self, chat_id: int, cost: int = 1) -> None:
        """A broadcast's message goes to the chat now."""
        now = self._clock.monotonic()
        self._book_interval(chat_id, now)
        if chat_id < 0:
            self._minute(chat_id).book(now, cost)

    def _book_interval(self, chat_id: int | str, now: float) -> float:
        """When the chat's interval allows this message."""
        chat = self._chats.pop(chat_id, None)
        if chat is None:
            chat = _Chat(paced_upto=now, quiet_from=now)
        self._chats[chat_id] = chat
        if len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        goes = max(now, chat.paced_upto)
        chat.paced_upto = goes + INTERVAL
        return goes - (BURST - 1) * INTERVAL

    def _minute(self, chat_id: int | str) -> "_LastMinute":
        minute = self._groups.pop(chat_id, None) or _LastMinute()
        self._groups[chat_id] = minute
        if len(self._groups) > GROUPS_REMEMBERED:
            self._groups.popitem(last=False)
        return minute


class _LastMinute:
    """What a group got, and is about to get, within the last minute."""

    __slots__ = ("_sent",)

    def __init__(self) -> None:
        self._sent: list[tuple[float, int]] = []  # when, cost; in order

    def next(self, now: float, cost: int) -> float:
        """The first moment, from now on, at which so many more fit."""
        goes = max(now, self._sent[-1][0]) if self._sent else now
        held = 0
        for at, spent in reversed(self._sent):  # from the newest: what must be a minute old?
            held += spent
            if held + min(cost, GROUP_MOST) > GROUP_MOST:
                return max(goes, at + MINUTE)
        return goes

    def book(self, now: float, cost: int) -> float:
        """Put it there; when it goes."""
        goes = self.next(now, cost)
        self._sent.append((goes, min(cost, GROUP_MOST)))
        del self._sent[:-GROUP_MOST]
        return goes


def _is_group(chat_id: int | str) -> bool:
    """A group or a channel; a name (@channel) is always one."""
    return isinstance(chat_id, str) or chat_id < 0
