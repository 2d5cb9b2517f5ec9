"""What one chat may get: replies in a short burst, then one a second; groups 20 a minute.

An album is as many messages as it has items: one of ten may be followed by a text at once, by
another album only when what it got is a message a second again.

Bot API FAQ: about one message a second in a chat, 20 a minute in a group. Without it one person who
writes and writes would earn the bot a ban, and a ban stops everybody's broadcast. A broadcast does
not follow within a second of a reply: it would bury it. But whoever writes on and on is not asked
for a pause for ever: after a few seconds the broadcast takes the chat's next slot, ahead of replies
that are still to come; and of a group's minute replies get half.
"""

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from runtime.clock import Clock

INTERVAL = 1.0  # seconds between messages to one chat, in the long run
BURST = 5  # messages that may go out at once
ITEMS = 10  # messages that may go out at once, the items of albums counted: one full album
AFTER_REPLY = 1.0  # seconds from a reply to the chat's broadcast
PATIENCE = 3.0  # seconds for which replies may move a chat's broadcast back, all in all
ASKED_LATELY = 3 * PATIENCE  # seconds: a broadcast that has not asked since waits no more
REMEMBERED = 10_000  # chats; who wrote before those has been quiet for long

MINUTE = 61.0  # seconds: one more, because calls take different times to arrive
GROUP_MOST = 20  # messages to a group within any minute
GROUP_REPLIES = 10  # of them replies: anybody there can make the bot reply
GROUPS_REMEMBERED = 20_000  # ten times what the free rate can reach within a minute


@dataclass(kw_only=True, slots=True)
class _Chat:
    paced_upto: float  # by then what it got is a message an interval (monotonic seconds)
    quiet_from: float  # a broadcast may follow then
    items_upto: float = -math.inf  # as `paced_upto`, the items of albums counted
    bulk_since: float = -math.inf  # a broadcast waits here since then


class ChatLimits:
    """When a reply, or a broadcast, may go to a chat. Costs are messages (an album: its items)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._chats: OrderedDict[int | str, _Chat] = OrderedDict()
        self._groups: OrderedDict[int | str, _LastMinute] = OrderedDict()

    def reply_wait(self, chat_id: int | str, cost: int = 1) -> float:
        """Seconds that a reply would have to wait; books nothing."""
        now = self._clock.monotonic()
        chat = self._chats.get(chat_id)
        goes = max(now, _burst_over(chat), _items_over(chat)) if chat is not None else now
        minute = self._groups.get(chat_id)
        if cost and minute is not None:
            goes = minute.next(now, cost, reply=True, earliest=goes)
        return goes - now

    def last_wait(self, chat_id: int | str, costs: Sequence[int]) -> float:
        """Seconds until the last of several replies to a person could go; books nothing."""
        now = goes = self._clock.monotonic()
        chat = self._chats.get(chat_id)
        ahead = _Chat(paced_upto=now, quiet_from=now) if chat is None else replace(chat)
        for cost in costs:
            ahead.paced_upto = max(goes, ahead.paced_upto)
            goes = max(goes, _burst_over(ahead), _items_over(ahead))
            ahead.paced_upto += INTERVAL
            ahead.items_upto = max(goes, ahead.items_upto) + cost * INTERVAL
        return goes - now

    def book(self, chat_id: int | str, cost: int = 1) -> float:
        """Book a reply; returns how many seconds it has to wait.

        Costs 0 for what is no new message, such as an edit: that counts for no group's minute.
        """
        now = self._clock.monotonic()
        goes = max(now, self._book_interval(chat_id, now, cost))
        if cost and _is_group(chat_id):
            minute = self._minute(chat_id)
            goes = minute.next(now, cost, reply=True, earliest=goes)
            minute.book(goes, cost, reply=True)
        chat = self._chats[chat_id]
        chat.quiet_from = max(chat.quiet_from, goes + AFTER_REPLY)
        return goes - now

    def bulk_wait(self, chat_id: int, cost: int = 1) -> float:
        """Seconds until a broadcast may go to the chat; books nothing."""
        now, wait = self._clock.monotonic(), 0.0
        chat = self._chats.get(chat_id)
        if chat is not None:
            wait = _bulk_wait(chat, now)
        if chat_id < 0 and (minute := self._groups.get(chat_id)) is not None:
            wait = minute.next(now, cost, reply=False, earliest=now + wait) - now
        return wait

    def book_bulk(self, chat_id: int, cost: int = 1) -> None:
        """A broadcast's message goes to the chat now."""
        now = self._clock.monotonic()
        self._book_interval(chat_id, now, cost)
        self._chats[chat_id].bulk_since = -math.inf
        if chat_id < 0:
            self._minute(chat_id).book(now, cost, reply=False)

    def _book_interval(self, chat_id: int | str, now: float, cost: int) -> float:
        """When the chat's interval allows this message."""
        chat = self._chats.pop(chat_id, None)
        if chat is None:
            chat = _Chat(paced_upto=now, quiet_from=now)
        self._chats[chat_id] = chat
        if len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        chat.paced_upto = max(now, chat.paced_upto)
        goes = max(_burst_over(chat), _items_over(chat))
        chat.paced_upto += INTERVAL
        # A group's are counted by the minute.
        items = cost if cost > 1 and not _is_group(chat_id) else 1
        chat.items_upto = max(now, chat.items_upto) + items * INTERVAL
        return goes

    def _minute(self, chat_id: int | str) -> "_LastMinute":
        minute = self._groups.pop(chat_id, None) or _LastMinute()
        self._groups[chat_id] = minute
        if len(self._groups) > GROUPS_REMEMBERED:
            self._groups.popitem(last=False)
        return minute


def _burst_over(chat: _Chat) -> float:
    """When the chat's interval allows one message more."""
    return chat.paced_upto - (BURST - 1) * INTERVAL


def _items_over(chat: _Chat) -> float:
    """When what it got lately leaves room for an album."""
    return chat.items_upto - ITEMS * INTERVAL


def _bulk_wait(chat: _Chat, now: float) -> float:
    """Replies move it back for a while, albums for as long as it takes."""
    items = max(0.0, _items_over(chat) - now)
    wait = max(chat.quiet_from, _burst_over(chat)) - now
    if wait <= 0:
        return items
    if now - chat.bulk_since > ASKED_LATELY:
        chat.bulk_since = now
    return max(items, min(wait, chat.bulk_since + PATIENCE - now))


class _LastMinute:
    """What a group got, and is about to get, within the last minute."""

    __slots__ = ("_sent",)

    def __init__(self) -> None:
        self._sent: list[tuple[float, int, bool]] = []  # when, cost, whether it is a reply

    def next(self, now: float, cost: int, *, reply: bool, earliest: float) -> float:
        """The first moment, from `earliest` on, at which so many more fit into every minute."""
        if not self._sent:
            return earliest
        self._sent = [one for one in self._sent if one[0] > now - MINUTE]
        if reply:  # in order
            earliest = max([earliest, *(at for at, _, is_reply in self._sent if is_reply)])
        moments = sorted(at + MINUTE for at, _, _ in self._sent if at + MINUTE > earliest)
        found = (one for one in (earliest, *moments) if self._fits(one, cost, reply=reply))
        return next(found, moments[-1] if moments else earliest)

    def book(self, at: float, cost: int, *, reply: bool) -> None:
        most = GROUP_REPLIES if reply else GROUP_MOST
        self._sent.append((at, min(cost, most), reply))

    def _fits(self, at: float, cost: int, *, reply: bool) -> bool:
        replies = [one for one in self._sent if one[2]]
        if reply and not _room(replies, at, cost, GROUP_REPLIES):
            return False
        return _room(self._sent, at, cost, GROUP_MOST)


def _room(sent: Sequence[tuple[float, int, bool]], at: float, cost: int, most: int) -> bool:
    """Whether every minute that holds that moment has room for so many more."""
    near = [(moment, spent) for moment, spent, _ in sent if abs(moment - at) < MINUTE]
    starts = [moment for moment, _ in near if moment <= at] or [at]
    return all(
        sum(spent for moment, spent in near if start <= moment < start + MINUTE) + min(cost, most)
        <= most
        for start in starts
    )


def _is_group(chat_id: int | str) -> bool:
    """A group or a channel; a name (@channel) is always one."""
    return isinstance(chat_id, str) or chat_id < 0
