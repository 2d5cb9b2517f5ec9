"""What is remembered of message numbers, from one commit of the ledger to the next.

Each commit takes along which numbers of the account's counter were seen: with the outcomes in it,
and none that it does not have. So whoever takes the bot over after a kill -9 knows of each number
that is missing whether it may be a message in doubt.

Nothing here waits for anything; the ledger and the replies tell, and the finder asks.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from botapi.message_numbers import SUPERGROUPS, Leaving
from broadcast.certainty.doubts import (
    Alarm,
    Answer,
    Ask,
    Doubt,
    Kind,
    Step,
    Stop,
    Verdict,
    Wait,
)
from broadcast.certainty.excuses import EVERY_CHAT
from broadcast.certainty.inquiry import Inquiry
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.sharing import Sharing
from broadcast.certainty.windows import LANDS_WITHIN
from broadcast.numbers.chats import ChatCounters, sooner
from broadcast.numbers.lost_replies import LostReplies
from broadcast.numbers.recalled import Key, Recalled
from db.certainty.chats import KnownChat
from db.certainty.given_up import GivenUp
from db.schema.states import DeliveryState
from runtime.clock import Clock

# Messages beside calls in doubt and replies that are known of, in the last moments before a kill.
MOST_UNCOMMITTED = 10


class Claimed(Protocol):
    """What matters of a claim of the ledger."""

    @property
    def key(self) -> Key: ...

    @property
    def chat_id(self) -> int: ...

    @property
    def low(self) -> int: ...


class Committed(Protocol):
    """What matters of an entry of the ledger."""

    @property
    def claim(self) -> Claimed: ...

    @property
    def state(self) -> DeliveryState: ...

    @property
    def is_looked_into(self) -> bool: ...


def _nothing() -> None:
    pass


class Memory:
    """Numbers that were seen, how high they were before each open claim, and what is under way.

    It hears what botapi.message_numbers.MessageNumbers reads. A delivery costs it a microsecond or
    two: what calls of broadcasts have brought about is taken in by the batch.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.sharing = Sharing()
        self._alarm: Alarm | None = None  # as it was told
        self.inquiry = self._inquiry(Numbers())
        self.chats = ChatCounters(
            clock,
            inquire=lambda numbers: self._inquiry(numbers, of_account=False),
            is_replied_to=lambda chat_id: chat_id in self._under_way,
        )
        self.changed = False  # since it was dumped
        self.on_change: Callable[[], None] = _nothing
        self.on_doubt: Callable[[], None] = _nothing  # there is one more in the database
        self._fresh: list[tuple[Sequence[int], int, float]] = []  # numbers, low, when it left
        # Open claims by what was the highest number when they were made; these only rise, so that
        # the first one is the lowest.
        self._lows: dict[int, int] = {}
        self._chats: dict[int, list[Key]] = {}
        self._untold: set[Key] = set()  # in doubt in the database, and not yet here
        # Replies, by chat: the highest number seen when each left.
        self._under_way: dict[int, list[int]] = {}
        self._lost = LostReplies(clock)

    def recall(
        self,
        recalled: Recalled,
        chats: Sequence[KnownChat] = (),
        *,
        given_up: Iterable[GivenUp] = (),
        answering: Iterable[int] = (),
        received: Iterable[int] = (),
    ) -> None:
        """What the process before wrote last; what it had on its way may land yet.

        `given_up`: doubts of which nothing was found out. `answering`: chats that it may have been
        answering when it ended, without having written that down. `received`: numbers of the last
        updates, which were written down before those were confirmed.
        """
        now = self._clock.monotonic()
        self.sharing = Sharing.load(recalled.sharing, now=now)
        self.inquiry = self._inquiry(recalled.numbers)
        # Seen before it ended, so below whatever leaves from now on, and not committed any more.
        self.inquiry.lost(low=recalled.low, closes_at=now, count=MOST_UNCOMMITTED)
        for one in given_up:
            if one.chat_id <= SUPERGROUPS:  # its own row says so
                continue
            self.inquiry.lost(
                low=one.low,
                closes_at=now + LANDS_WITHIN,
                high=one.high,
                count=one.items,
                chat_id=one.chat_id,
            )
        highest = recalled.numbers.highest
        replied = (*recalled.replied, *((chat_id, highest) for chat_id in answering))
        for chat_id, low in (*recalled.lost, *replied):
            if chat_id > SUPERGROUPS and not self._lost.covers(chat_id, low):
                self._lose(chat_id, low)
        for number in received:
            self.inquiry.received(number, now=now)
        self.chats.recall(chats)

    def begin(self) -> None:
        """Nothing is known of the process before, though there was one."""
        self._lose(EVERY_CHAT, 0)

    def _inquiry(self, numbers: Numbers, *, of_account: bool = True) -> Inquiry:
        made = Inquiry(numbers, self.sharing, under_way=self._is_under_way, of_account=of_account)
        if self._alarm is not None:
            made.stop(self._alarm)
        return made

    # numbers

    @property
    def highest(self) -> int:
        self._take_in()
        return self.inquiry.numbers.highest

    def low(self, chat_id: int) -> int:
        """The highest number of the chat's counter that was seen; 0: nothing is known of it."""
        return self.highest if chat_id > SUPERGROUPS else self.chats.highest(chat_id)

    def leaving(self) -> Leaving:
        return Leaving(self.highest, self._clock.monotonic())

    def received(self, number: int) -> None:
        self.inquiry.received(number, now=self._clock.monotonic())
        self.change()

    def heard(self, moment: float) -> None:
        """All updates that waited then (monotonic seconds) have been told."""
        self.inquiry.heard(moment)
        self.chats.heard(moment)

    def awaits_updates(self) -> bool:
        """Whether anybody waits for that to be said."""
        return self.inquiry.awaits_updates(self._clock.monotonic()) or self.chats.awaits_updates()

    def sent(self, numbers: Sequence[int], left: Leaving) -> None:
        self._fresh.append((numbers, left.low, left.at))
        self.change()

    def received_in(self, chat_id: int, number: int, date: int) -> None:
        self.chats.received(chat_id, number, date)

    def sent_in(self, chat_id: int, numbers: Sequence[int], left: Leaving) -> None:
        self.chats.sent(chat_id, numbers, low=0, left_at=left.at)
        self.change()

    def dated(self, date: int, left: Leaving) -> None:
        self.chats.marks.note(date, left.at)

    # doubts

    @property
    def in_doubt(self) -> int:
        return len(self.inquiry) + self.chats.in_doubt

    def doubt(self, doubt: Doubt) -> None:
        self._untold.discard((doubt.run_id, doubt.subscriber_id))
        if doubt.chat_id > SUPERGROUPS:
            self.inquiry.doubt(doubt)
        else:
            self.chats.doubt(doubt)

    def answered(self, ask: Ask, answer: Answer, *, asked_at: float) -> None:
        chat_id = ask.doubt.chat_id
        inquiry = self.inquiry if chat_id > SUPERGROUPS else self.chats.inquiry(chat_id)
        if inquiry is not None:
            inquiry.answered(ask, answer, asked_at=asked_at)

    def next(self, *, well: bool, calibrated: Collection[Kind]) -> Step:
        """What an inquiry wants done now. A number that came a moment ago is another message's, and
        is never asked for.

        The number of what is found sent is another's than those of all other doubts from now on: a
        verdict is to be told to the ledger before anything is waited for.
        """
        self._take_in()
        was = self.sharing.latest
        while True:
            step = self.inquiry.next(self._clock.monotonic(), well=well, calibrated=calibrated)
            if isinstance(step, Wait):
                other = self.chats.next(well=well, calibrated=calibrated)
                step = Wait(sooner(step.until, other.until)) if isinstance(other, Wait) else other
            if not isinstance(step, Stop):
                if isinstance(step, Verdict) or self.sharing.latest != was:
                    self.change()
                return step
            if self._alarm is None:  # all of them stop, and it is told once
                self._alarm = step.alarm
                self.inquiry.stop(step.alarm)
                self.chats.stop(step.alarm)
                return step

    def _take_in(self) -> None:
        """What was sent since the last time."""
        fresh, self._fresh = self._fresh, []
        if not fresh:
            return
        if self.inquiry or self.inquiry.awaits_end:
            now = self._clock.monotonic()
            for numbers, low, left_at in fresh:
                self.inquiry.sent(numbers, low=low, left_at=left_at, now=now)
            return
        every = sorted(number for numbers, *_ in fresh for number in numbers)
        if every[0] <= min(low for _, low, _ in fresh):
            self.inquiry.stop(Alarm.OUT_OF_ORDER)
        first = last = every[0]
        for number in every[1:]:
            if number != last + 1:
                self._span(first, last)
                first = number
            last = number
        self._span(first, last)

    def _span(self, first: int, last: int) -> None:
        if not self.inquiry.numbers.add_span(first, last):
            self.inquiry.stop(Alarm.TWICE)

    # claims

    def took(self, claims: Sequence[Claimed]) -> bool:
        """They were made together, and none has left. True: the chat of one of them is being
        replied to, which is to be written down first."""
        crossed = False
        low = of_account = 0
        for claim in claims:
            if claim.chat_id > SUPERGROUPS:
                of_account, low = of_account + 1, claim.low
            else:
                self.chats.took(claim.chat_id, claim.key)
            keys = self._chats.setdefault(claim.chat_id, [])
            keys.append(claim.key)
            crossed = crossed or self._is_replied_to(claim.chat_id)
        if of_account:
            self._lows[low] = self._lows.get(low, 0) + of_account
        return crossed

    def brought(self, claim: Claimed, numbers: Sequence[int], left_at: float) -> None:
        """What its call has brought about; the outcome is in the next commit."""
        known = [number for number in numbers if number]
        if len(known) < len(numbers):  # Bot API: 0 is a message that Telegram will send later
            self.nameless(claim)
        if known and claim.chat_id > SUPERGROUPS:
            self._fresh.append((known, claim.low, left_at))
            self.changed = True
        elif known:
            self.chats.sent(claim.chat_id, known, low=claim.low, left_at=left_at)

    def nameless(self, claim: Claimed) -> None:
        """It was sent, and its number will never be known."""
        self._lose(claim.chat_id, claim.low)

    def committed(self, outcomes: Iterable[Committed]) -> None:
        """These are; but for those of deliveries that go on to their next step."""
        for one in outcomes:
            if one.is_looked_into:
                self._untold.add(one.claim.key)
                self.on_doubt()
            if one.state is not DeliveryState.CLAIMED:
                self.ended(one.claim, in_doubt=one.is_looked_into)

    def ended(self, claim: Claimed, *, in_doubt: bool = False) -> None:
        """Its outcome is committed. Of a chat that counts for itself more is remembered than the
        highest number until the doubt is told, too."""
        keys = self._chats.get(claim.chat_id)
        if keys is None or claim.key not in keys:
            return
        keys.remove(claim.key)
        if not keys:
            del self._chats[claim.chat_id]
        if claim.chat_id > SUPERGROUPS:
            self._lows[claim.low] -= 1
            if not self._lows[claim.low]:
                del self._lows[claim.low]
        elif not in_doubt:
            self.chats.ended(claim.chat_id, claim.key)

    # replies

    def reply_leaves(self, chat_id: int) -> bool:
        """Whether a claim of that chat is open: then it is to be written down first."""
        self._under_way.setdefault(chat_id, []).append(self.low(chat_id))
        self.change()
        if chat_id <= SUPERGROUPS:
            return self.chats.reply_leaves(chat_id)
        return chat_id in self._chats

    def reply_ended(self, chat_id: int, *, answered: bool) -> None:
        lows = self._under_way[chat_id]
        low = lows.pop(0)
        if not lows:
            del self._under_way[chat_id]
        if not answered:
            self._lose(chat_id, low)
        elif chat_id <= SUPERGROUPS:
            self.chats.reply_ended(chat_id)

    def _lose(self, chat_id: int, low: int) -> None:
        self._lost.add(chat_id, low, self.inquiry)
        if chat_id <= SUPERGROUPS:
            self.chats.lose(chat_id, low, self._clock.monotonic() + LANDS_WITHIN)
        self.change()

    def _is_replied_to(self, chat_id: int) -> bool:
        return chat_id in self._under_way or self._lost.may_land(chat_id)

    def _is_under_way(self, chat_id: int) -> bool:
        """Any call that may have brought a message about and has no outcome yet."""
        return chat_id in self._chats or chat_id in self._under_way

    # what is written down

    def change(self) -> None:
        """It is to be written down."""
        self.changed = True
        self.on_change()

    def dump(self) -> str:
        """For Recalled."""
        low = next(iter(self._lows), self.highest)
        kept = {
            "low": low,
            "seen": self.inquiry.numbers.dump(),
            "shared": self.sharing.dump(self._clock.monotonic()),
            "lost": self._lost.rows(above=None if self.inquiry or self._untold else low),
            "replied": [[chat_id, lows[0]] for chat_id, lows in self._under_way.items()],
        }
        self.changed = False
        return json.dumps(kept, separators=(",", ":"))
