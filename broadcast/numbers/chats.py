"""Supergroups and channels, which count for themselves: what was seen of each.

Of nearly all of them the highest number is enough. All numbers are kept, from before it on, where a
call is open, or a doubt, or where something may have landed whose number is not known; there an
inquiry of the chat's own finds out what became of lost answers.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from broadcast.certainty.doubts import Alarm, Close, Doubt, Kind, Step, Verdict, Wait
from broadcast.certainty.inquiry import CLOSES_AGAIN, Inquiry
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.windows import LANDS_WITHIN
from broadcast.numbers.marks import NEVER, Marks
from broadcast.numbers.recalled import Key
from db.certainty.chats import ChatRow, KnownChat
from runtime.clock import Clock

MOST_QUIET = 20_000  # chats, of some 100 bytes each; of others nothing is known
MOST_SPANS = 32  # of one chat's numbers


@dataclass(eq=False, slots=True)
class _Chat:
    """`claims` that are open, or whose doubt is not yet told."""

    inquiry: Inquiry
    claims: set[Key] = field(default_factory=set)

    @property
    def is_needed(self) -> bool:
        inquiry = self.inquiry
        return bool(self.claims or inquiry or inquiry.awaits_end or inquiry.has_news)


class ChatCounters:
    """`inquire` makes an inquiry into a counter; `is_replied_to` tells of a chat whether a reply to
    it is on its way."""

    def __init__(
        self,
        clock: Clock,
        *,
        inquire: Callable[[Numbers], Inquiry],
        is_replied_to: Callable[[int], bool],
        most_quiet: int = MOST_QUIET,
    ) -> None:
        self._clock = clock
        self._inquire = inquire
        self._is_replied_to = is_replied_to
        self._most_quiet = most_quiet
        self.marks = Marks()
        self._quiet: dict[int, int] = {}  # the highest number, by chat
        self._open: dict[int, _Chat] = {}
        self._written: dict[int, str] = {}  # by the process before, and not looked at yet
        self._is_taken_over = True
        self._dirty: set[int] = set()
        self._heard_at = NEVER
        self._close_again = NEVER

    def recall(self, known: Sequence[KnownChat]) -> None:
        """What the process before wrote last; what it had on its way may land yet."""
        self._is_taken_over = False
        self._written = {one.chat_id: one.seen for one in known}
        until = self._clock.monotonic() + LANDS_WITHIN
        for one in known:
            if one.crossed:
                self.lose(one.chat_id, self.lowest(one.chat_id), until)

    def taken_over(self) -> None:
        """All doubts that the process before has left were told."""
        self._is_taken_over = True
        written, self._written = self._written, {}
        for chat_id, line in written.items():
            self._calm(chat_id, _read(line))
        for chat_id in list(self._open):
            self._rest(chat_id)

    # numbers

    def highest(self, chat_id: int) -> int:
        """0 where nothing is known."""
        if chat_id in self._quiet:
            return self._quiet[chat_id]
        return self._opened(chat_id).inquiry.numbers.highest if self._knows(chat_id) else 0

    def lowest(self, chat_id: int) -> int:
        """What had been seen before the oldest open call left; 0 where nothing is known."""
        if not self._knows(chat_id):
            return 0
        return self._opened(chat_id).inquiry.numbers.known_from or 0

    def received(self, chat_id: int, number: int, date: int) -> None:
        """A message of somebody else's, or a service message, of that date (Unix seconds)."""
        if chat_id in self._open or chat_id in self._written:
            after = self.marks.before(date)
            now = self._clock.monotonic()
            self._opened(chat_id).inquiry.received(number, now=now, after=after)
            self._dirty.add(chat_id)
        elif number > self._quiet.get(chat_id, 0) and (
            chat_id in self._quiet or len(self._quiet) < self._most_quiet
        ):
            self._quiet[chat_id] = number
            self._dirty.add(chat_id)

    def sent(self, chat_id: int, numbers: Sequence[int], *, low: int, left_at: float) -> None:
        """What a call of the bot's own has brought about."""
        inquiry = self._opened(chat_id).inquiry
        inquiry.sent(numbers, low=low, left_at=left_at, now=self._clock.monotonic())
        self._dirty.add(chat_id)
        self._rest(chat_id)

    def heard(self, moment: float) -> None:
        """All updates that waited at that moment have been read."""
        self._heard_at = moment
        for chat in self._open.values():
            chat.inquiry.heard(moment)

    def awaits_updates(self) -> bool:
        now = self._clock.monotonic()
        return any(chat.inquiry.awaits_updates(now) for chat in self._open.values())

    # calls

    def took(self, chat_id: int, key: Key) -> None:
        self._opened(chat_id).claims.add(key)

    def ended(self, chat_id: int, key: Key) -> None:
        """Nothing of it is in doubt."""
        if chat_id in self._open:
            self._open[chat_id].claims.discard(key)
            self._rest(chat_id)

    def reply_leaves(self, chat_id: int) -> bool:
        """Whether that is to be written down first: its number may never be known, and whoever is
        in doubt there later would be asked about with it."""
        if self._knows(chat_id):
            self._dirty.add(chat_id)
        return self._knows(chat_id)

    def reply_ended(self, chat_id: int) -> None:
        if self._knows(chat_id):
            self._dirty.add(chat_id)

    def lose(self, chat_id: int, low: int, until: float) -> None:
        """A message whose number will never be known may land until that moment."""
        self._opened(chat_id).inquiry.lost(low=low, closes_at=until, chat_id=chat_id)
        self._dirty.add(chat_id)

    # doubts

    @property
    def in_doubt(self) -> int:
        return sum(len(chat.inquiry) for chat in self._open.values())

    def doubt(self, doubt: Doubt) -> None:
        chat = self._opened(doubt.chat_id)
        chat.inquiry.doubt(doubt)
        chat.claims.discard((doubt.run_id, doubt.subscriber_id))

    def inquiry(self, chat_id: int) -> Inquiry | None:
        chat = self._open.get(chat_id)
        return None if chat is None else chat.inquiry

    def stop(self, alarm: Alarm) -> None:
        for chat in self._open.values():
            chat.inquiry.stop(alarm)

    def next(self, *, well: bool, calibrated: Collection[Kind]) -> Step:
        """What one of the inquiries wants done, or what all of them wait for; by then every verdict
        that was told is written down."""
        now, until = self._clock.monotonic(), None
        for chat_id, chat in list(self._open.items()):
            step = chat.inquiry.next(now, well=well, calibrated=calibrated)
            if not isinstance(step, Wait):
                if isinstance(step, Verdict):
                    self._dirty.add(chat_id)
                return step
            until = sooner(until, step.until)
            self._rest(chat_id)
        return Close() if well and self._wants_a_mark(now) else Wait(until)

    def _wants_a_mark(self, now: float) -> bool:
        """Whether somebody who writes there would show nothing: no call of the bot's own has been
        answered that left after all windows were to be closed."""
        late = [chat.inquiry.unclosed(now) for chat in self._open.values()]
        latest = max((one for one in late if one is not None), default=NEVER)
        if latest <= self.marks.newest or now < self._close_again:
            return False
        self._close_again = now + CLOSES_AGAIN
        return True

    # what is written down

    @property
    def changed(self) -> bool:
        return bool(self._dirty)

    def dump(self) -> Mapping[int, ChatRow | None]:
        """What has changed, by chat; None: nothing is known any more."""
        dirty, self._dirty = self._dirty, set()
        return {chat_id: self._row(chat_id) for chat_id in dirty}

    def _row(self, chat_id: int) -> ChatRow | None:
        is_replied_to = self._is_replied_to(chat_id)
        if chat_id in self._quiet:
            return ChatRow(f"{self._quiet[chat_id]} 0 1", is_replied_to)
        if not self._knows(chat_id):
            return None
        inquiry = self._opened(chat_id).inquiry
        return ChatRow(inquiry.numbers.dump(), is_replied_to or inquiry.awaits_end)

    def _knows(self, chat_id: int) -> bool:
        return chat_id in self._quiet or chat_id in self._open or chat_id in self._written

    def _opened(self, chat_id: int) -> _Chat:
        if chat_id in self._open:
            return self._open[chat_id]
        if chat_id in self._written:
            numbers = _read(self._written.pop(chat_id))
        else:
            numbers = Numbers(most=MOST_SPANS)
            if chat_id in self._quiet:
                numbers.add(self._quiet.pop(chat_id))
        chat = self._open[chat_id] = _Chat(self._inquire(numbers))
        chat.inquiry.heard(self._heard_at)
        return chat

    def _rest(self, chat_id: int) -> None:
        """Where nobody needs to know more, the highest number is enough."""
        chat = self._open[chat_id]
        if self._is_taken_over and not chat.is_needed:
            del self._open[chat_id]
            self._calm(chat_id, chat.inquiry.numbers)

    def _calm(self, chat_id: int, numbers: Numbers) -> None:
        if numbers.highest:
            self._quiet[chat_id] = numbers.highest
        if numbers.has_gaps or not numbers.highest:
            self._dirty.add(chat_id)
        if len(self._quiet) > self._most_quiet:
            oldest = next(iter(self._quiet))
            del self._quiet[oldest]
            self._dirty.add(oldest)


def sooner(one: float | None, other: float | None) -> float | None:
    """None: at no moment by itself."""
    return min((each for each in (one, other) if each is not None), default=None)


def _read(line: str) -> Numbers:
    """What cannot be read tells nothing."""
    try:
        return Numbers.load(line, most=MOST_SPANS)
    except ValueError:
        return Numbers(most=MOST_SPANS)
