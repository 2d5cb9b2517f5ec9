"""What the engine owes the inquiry, in virtual time: claims, calls, commits, restarts, replies.

`careless` names a duty that is left out, to show that the storms would find it out.
"""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from heapq import heappop, heappush
from typing import Any

from broadcast.certainty.doubts import (
    Answer,
    Ask,
    Close,
    Doubt,
    Kind,
    Reason,
    Stop,
    Verdict,
    Wait,
)
from broadcast.certainty.inquiry import Inquiry
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.sharing import Sharing
from broadcast.certainty.windows import LANDS_WITHIN, Window
from db.schema.states import Found
from tests.unit.certainty.telegram import (
    ACCOUNT,
    FIRST_NUMBER,
    FIRST_SUPERGROUP,
    Telegram,
    counter_of,
)
from tests.unit.certainty.weather import Fate, Run, Weather

ADMIN = 7
COMMITS_AFTER = 0.25
ASKS_EVERY = 0.2
MINUTES = 600.0


class Duty(Enum):
    """What docs/certainty.md asks of the engine."""

    MENTIONS = "a number that is only mentioned is not accounted for"
    CLOSING = "a window closes 90 s after the call left"
    LOW = "low is taken before the call leaves"
    LEFT = "left_at is when the call left, not when it was answered"
    ANEW = "after a restart every doubt has 90 s anew"
    TAKEOVER = "a recovered claim has the low of its claim"
    CROSSED = "a reply to a chat with an open claim is written down first, as with a claim there"
    LOST = "a lost answer to a call outside broadcasts is told, and kept over restarts"
    MOVED = "a doubt keeps the chat that it had"


class State(Enum):
    PENDING = 1
    CLAIMED = 2
    DOUBT = 3
    SENT = 4
    FAILED = 5
    UNKNOWN = 6


@dataclass(eq=False, slots=True)
class Row:
    """Of the ledger, as it stands on disk; `subscriber` is the address that was first known."""

    run: Run
    subscriber: int
    step: int
    state: State = State.PENDING
    chat_id: int = 0
    low: int = 0
    order: int = 0

    @property
    def key(self) -> tuple[int, int, int]:
        return self.run.id, self.subscriber, self.step


@dataclass(slots=True)
class Disk:
    rows: dict[tuple[int, int, int], Row] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    sharing: str = ""
    begun: list[int] = field(default_factory=list)  # chats of updates that are being answered
    # Replies under way, with the highest number before: written down before they leave where a call
    # is open, and in supergroups; else before a call leaves to that chat.
    replied: dict[int, tuple[int, int]] = field(default_factory=dict)
    lost: list["Lost"] = field(default_factory=list)
    address: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Lost:
    """What Inquiry.lost is told, and is told again by the next process."""

    chat_id: int | None
    low: int
    count: int
    window: Window
    high: int | None = None  # as it is committed


@dataclass(slots=True)
class Tally:
    """What the judge has to say. `late` were found out, but not within ten minutes."""

    doubts: int = 0
    found: int = 0
    late: int = 0
    wrong: list[str] = field(default_factory=list)
    stops: int = 0
    reasons: Counter[Reason] = field(default_factory=Counter)


class Bot:
    def __init__(self, weather: Weather, *, careless: Duty | None = None) -> None:
        self.weather, self.chance, self.careless = weather, weather.chance, careless
        self.telegram = Telegram()
        counters = {ACCOUNT, *map(counter_of, weather.chats)}
        self.disk = Disk(
            address={chat: chat for chat in weather.chats},
            numbers=dict.fromkeys(counters, f"{FIRST_NUMBER} 0 1"),
        )
        self.tally = Tally()
        self.t = 0.0
        self._heap: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._tie = 0
        self._epoch = 0
        self._orders = 0
        self._opened: dict[tuple[int, int, int], float] = {}  # the judge's: since when in doubt
        self._was_unknown: set[tuple[int, int, int]] = set()
        if weather.foreign is not None and weather.foreign.is_known:
            self.disk.sharing = "60 30"
        self._start()
        for run in weather.runs:
            for place, chat in enumerate(weather.chats):
                self._open_row(run, chat, 0, run.starts + place * run.gap)
        for what, moments in (
            (self._kill, weather.kills),
            (self._pin, weather.pins),
            (self._skip, weather.skips),
            (self._migrate, weather.migrations),
            (self._delete, weather.deletions),
            (self._block, weather.blocks),
            (self._foreign, weather.foreign.times if weather.foreign else ()),
        ):
            for moment in moments:
                self.at(moment, what)
        self.at(0.0, self._somebody_writes)
        self.at(0.1, self._poll)

    # Virtual time.

    def at(self, moment: float, what: Callable[..., None], *args: Any) -> None:
        self._tie += 1
        heappush(self._heap, (moment, self._tie, what, args))

    def soon(self, seconds: float, what: Callable[..., None], *args: Any) -> None:
        self.at(self.t + seconds, what, *args)

    def run(self) -> Tally:
        while self._heap:
            self.t, _, what, args = heappop(self._heap)
            what(*args)
        for key, row in self.disk.rows.items():
            sent = self.telegram.deliveries[key]
            items = row.run.steps[row.step]
            if row.state is State.SENT and len(sent) != items and key not in self._was_unknown:
                self._wrong(f"{key} is there {len(sent)} times")
        return self.tally

    @property
    def now(self) -> float:
        """The process's clock, which begins anew with each."""
        return self.t - self._boot

    def _is_over(self) -> bool:
        return self.t > self.weather.lasts and (
            self.t > self.weather.lasts + 4000
            or all(row.state.value > State.DOUBT.value for row in self.disk.rows.values())
        )

    def _outage_ends(self) -> float | None:
        for begins, ends in self.weather.outages:
            if begins <= self.t < ends:
                return ends
        return None

    # A process.

    def _start(self) -> None:
        self._boot = self.t - self.chance.uniform(0, 1000)
        self._is_up = True
        self._flying: Counter[int] = Counter()
        self._uncommitted: list[Callable[[], None]] = []
        self._is_committing = False
        self._confirmed = (
            0  # updates at the head of the queue that were read, and are not committed
        )
        self._finishing: Counter[int] = Counter()  # chats whose updates are being answered
        self._replies: dict[int, tuple[int, int]] = {}  # under way
        self._ambiguous = 0
        self._answers: deque[tuple[int, float]] = deque(maxlen=50)  # date, left_at
        self._pump_at = float("inf")
        self._sharing = Sharing.load(self.disk.sharing, now=self.now)
        self._inquiries: dict[int, Inquiry] = {}
        for counter, line in self.disk.numbers.items():
            self._inquiry(counter, Numbers.load(line))
        self._take_over()
        self._pump()

    def _inquiry(self, counter: int, numbers: Numbers | None = None) -> Inquiry:
        if (inquiry := self._inquiries.get(counter)) is None:
            inquiry = self._inquiries[counter] = Inquiry(
                numbers or Numbers(),
                self._sharing,
                under_way=lambda chat_id: self._flying[chat_id] > 0,
                of_account=counter == ACCOUNT,
            )
        return inquiry

    def _highest(self, chat_id: int) -> int:
        return self._inquiry(counter_of(chat_id)).numbers.highest

    def _take_over(self) -> None:
        closes = self.now + LANDS_WITHIN
        if self.careless is Duty.ANEW:
            closes = self.now
        before, self.disk.lost = self.disk.lost, []
        replied, self.disk.replied = self.disk.replied, {}
        if self.careless is not Duty.LOST:
            for one in before:
                self._lost(one.chat_id, one.low, closes, count=one.count, high=one.high)
            for chat_id, low in replied.values():
                self._lost(chat_id, low, closes)
            for chat_id in (ADMIN, *self.disk.begun) if self._epoch else ():
                self._lost(chat_id, self._highest(chat_id), closes)
        if self._epoch:  # answered, and not committed
            self._lost(None, self._highest(ADMIN), closes, count=2)
        for row in sorted(self.disk.rows.values(), key=lambda row: row.order):
            if row.state in (State.CLAIMED, State.DOUBT):
                row.state = State.DOUBT
                self._doubt(row, closes)

    def _lost(
        self,
        chat_id: int | None,
        low: int,
        closes: float,
        *,
        count: int = 1,
        high: int | None = None,
    ) -> None:
        inquiry = self._inquiry(counter_of(chat_id or ADMIN))
        window = inquiry.lost(low=low, closes_at=closes, high=high, count=count, chat_id=chat_id)
        self.disk.lost.append(Lost(chat_id, low, count, window, high))

    def _kill(self) -> None:
        if self._is_up:
            self._epoch += 1
            self._is_up = False
            read = [self.telegram.updates[at].chat_id for at in range(self._confirmed)]
            self.disk.begun = [chat for chat in read if counter_of(chat) == ACCOUNT]
            self.soon(self.chance.uniform(1, 20), self._start)

    def _commit_soon(self, *changes: Callable[[], None]) -> None:
        self._uncommitted.extend(changes)
        if not self._is_committing:
            self._is_committing = True
            self.soon(COMMITS_AFTER, self._commit, self._epoch)

    def _commit(self, epoch: int) -> None:
        if epoch != self._epoch:
            return
        self._is_committing = False
        for change in self._uncommitted:
            change()
        self._uncommitted.clear()
        for counter, inquiry in self._inquiries.items():
            self.disk.numbers[counter] = self._kept(counter, inquiry.numbers)
        self.disk.sharing = self._sharing.dump(self.now)
        for one in self.disk.lost:
            one.high = one.window.high
        while self._confirmed and not self._finishing[self.telegram.updates[0].chat_id]:
            self.telegram.updates.popleft()
            self._confirmed -= 1

    def _kept(self, counter: int, numbers: Numbers) -> str:
        """Of a quiet supergroup the highest number alone."""
        is_open = {State.CLAIMED, State.DOUBT}
        if counter == ACCOUNT or any(
            row.chat_id == counter and row.state in is_open for row in self.disk.rows.values()
        ):
            return numbers.dump()
        return f"{numbers.highest} 0 1"

    # Broadcasts.

    def _open_row(self, run: Run, subscriber: int, step: int, moment: float) -> None:
        row = Row(run, subscriber, step)
        self.disk.rows[row.key] = row
        self.at(moment, self._claim, row)

    def _claim(self, row: Row) -> None:
        if row.state is not State.PENDING:
            return
        outage = self._outage_ends()
        if not self._is_up or (outage and self._ambiguous >= 3):
            self.at(max(self.t + 1, outage or 0), self._claim, row)
            return
        if outage is None:
            self._ambiguous = 0
        row.state, row.chat_id = State.CLAIMED, self.disk.address[row.subscriber]
        row.low, row.order = self._highest(row.chat_id), self._orders
        self._orders += 1
        if self.careless is not Duty.CROSSED:
            for number, (chat_id, low) in self._replies.items():
                if chat_id == row.chat_id:
                    self.disk.replied[number] = chat_id, low
        self.soon(self.chance.uniform(0, 0.3), self._leave, row, self._epoch)

    def _leave(self, row: Row, epoch: int) -> None:
        if epoch != self._epoch:
            return
        chat_id = row.chat_id
        if chat_id in self.telegram.gone:  # refused, with the new address
            self.disk.address[row.subscriber] = FIRST_SUPERGROUP - 500 + chat_id
            self._again(row)
            return
        if chat_id in self.telegram.refusing:
            self._commit_soon(lambda: setattr(row, "state", State.FAILED))
            return
        low, left = self._highest(chat_id), self.now
        fate = self._fate()
        if fate is None:  # the connection was refused
            self._again(row)
            return
        self._flying[chat_id] += 1

        def landed() -> list[int]:
            return self.telegram.land(
                chat_id,
                row.run.markups[row.step] or "",
                delivery=row.key,
                items=row.run.steps[row.step],
                is_editable=row.run.markups[row.step] is not None,
            )

        self._call(
            fate,
            landed,
            lambda numbers: self._answered(row, numbers, low, left),
            lambda: self._uncertain(row, low, left),
        )

    def _fate(self, *, losses: float = 1.0) -> Fate | None:
        if self._outage_ends() is not None:
            return self.chance.choice((None, Fate.LOST_BEFORE, Fate.LOST_BEFORE))
        drawn = self.chance.random()
        for fate, share in self.weather.fates.items():
            if (drawn := drawn - share * losses) < 0:
                return fate
        return Fate.FINE

    def _call(
        self,
        fate: Fate,
        lands: Callable[[], list[int]],
        answered: Callable[[list[int]], None],
        lost: Callable[[], None],
    ) -> None:
        """Lands whatever becomes of the process, and tells it if it is still there."""
        epoch, chance = self._epoch, self.chance

        def tell(numbers: list[int]) -> None:
            if epoch == self._epoch:
                answered(numbers) if numbers and self._outage_ends() is None else lost()

        def land(is_told: bool) -> None:
            numbers = lands()
            if is_told:
                self.soon(chance.uniform(0.02, 0.3), tell, numbers)

        def lose() -> None:
            if epoch == self._epoch:
                lost()

        if fate is Fate.FINE:
            self.soon(chance.uniform(0.02, 0.3), land, True)
            return
        within = {Fate.LOST_AFTER: (0.02, 0.3), Fate.LATE: (1, 60), Fate.TIMEOUT: (1, 60)}
        if fate in within and (fate is not Fate.TIMEOUT or chance.random() < 0.5):
            self.soon(chance.uniform(*within[fate]), land, False)
        self.soon(60.0 if fate is Fate.TIMEOUT else chance.uniform(0.3, 2), lose)

    def _answered(self, row: Row, numbers: list[int], low: int, left: float) -> None:
        self._flying[row.chat_id] -= 1
        self._tell_sent(row.chat_id, numbers, low, left)
        self._commit_soon(lambda: self._sent(row))

    def _tell_sent(self, chat_id: int, numbers: list[int], low: int, left: float) -> None:
        if self.careless is Duty.LEFT:
            left = self.now
        inquiry = self._inquiry(counter_of(chat_id))
        inquiry.sent(numbers, low=low, left_at=left, now=self.now)
        self._answers.append((int(self.t), left))

    def _sent(self, row: Row) -> None:
        row.state = State.SENT
        if row.step + 1 < len(row.run.steps):
            self._open_row(row.run, row.subscriber, row.step + 1, self.t + 0.1)

    def _again(self, row: Row) -> None:
        row.state = State.PENDING
        self.soon(self.chance.uniform(0.5, 2), self._claim, row)

    def _uncertain(self, row: Row, low: int, left: float) -> None:
        self._flying[row.chat_id] -= 1
        self._ambiguous += 1
        if self.careless is Duty.LOW:
            low = self._highest(row.chat_id)
        row.low = low
        self._commit_soon(lambda: setattr(row, "state", State.DOUBT))
        self._doubt(
            row, left + (20 if self.careless is Duty.CLOSING else LANDS_WITHIN), again=False
        )
        self._pump()

    def _doubt(self, row: Row, closes: float, *, again: bool = True) -> None:
        if row.key not in self._opened:
            self._opened[row.key] = self.t
            self.tally.doubts += 1
        markup = row.run.markups[row.step]
        if self.careless is Duty.MOVED:
            row.chat_id = self.disk.address[row.subscriber]
        if self.careless is Duty.TAKEOVER and again:
            row.low = self._highest(row.chat_id)
        self._inquiry(counter_of(row.chat_id)).doubt(
            Doubt(
                run_id=row.run.id,
                subscriber_id=row.subscriber,
                step=row.step,
                chat_id=row.chat_id,
                low=row.low,
                closes_at=closes,
                markup=markup,
                items=row.run.steps[row.step],
                own_data=row.run.own_data(row.step),
            )
        )

    # Everything else that is sent.

    def _reply(self, chat_id: int, markup: str) -> None:
        low, left = self._highest(chat_id), self.now
        fate = self._fate(losses=self.weather.reply_losses)
        if chat_id in self.telegram.gone or fate is None:
            self._finishing[chat_id] -= 1
            return
        self._flying[chat_id] += 1
        self._orders += 1
        number = self._orders
        self._replies[number] = chat_id, low
        is_open = any(
            row.chat_id == chat_id and row.state in (State.CLAIMED, State.DOUBT)
            for row in self.disk.rows.values()
        )
        if counter_of(chat_id) != ACCOUNT or (is_open and self.careless is not Duty.CROSSED):
            self.disk.replied[number] = chat_id, low

        def answered(numbers: list[int]) -> None:
            self._flying[chat_id] -= 1
            del self._replies[number]
            self._tell_sent(chat_id, numbers, low, left)
            self._commit_soon(lambda: self._finish(chat_id, number))

        def lost() -> None:
            self._flying[chat_id] -= 1
            del self._replies[number]
            self._finish(chat_id, number)
            if self.careless is not Duty.LOST:
                self._lost(chat_id, low, left + LANDS_WITHIN)

        self._call(fate, lambda: self.telegram.land(chat_id, markup), answered, lost)

    def _finish(self, chat_id: int, number: int) -> None:
        self._finishing[chat_id] -= 1
        self.disk.replied.pop(number, None)

    def _pin(self) -> None:
        if self._is_up:
            self.telegram.incoming(self.chance.choice(self.weather.chats), at=self.t, is_pin=True)

    def _poll(self) -> None:
        if self._is_over():
            return
        if self._is_up and self._outage_ends() is None:
            queue = self.telegram.updates
            fresh = [queue[at] for at in range(self._confirmed, len(queue))]
            self._confirmed = len(queue)
            for update in fresh:
                inquiry = self._inquiry(counter_of(update.chat_id))
                if not update.is_mention:
                    inquiry.received(update.number, now=self.now, after=self._after(update.at))
                elif self.careless is Duty.MENTIONS:
                    inquiry.received(update.number, now=self.now)
                if self.chance.random() < self.weather.answered:
                    self._finishing[update.chat_id] += 1
                    self.soon(0.05, self._reply_of, self._epoch, update.chat_id)
            for inquiry in self._inquiries.values():
                inquiry.heard(self.now)
            if fresh:
                self._commit_soon()
            self._pump()
        self.soon(2.0, self._poll)

    def _after(self, at: float) -> float | None:
        return max((left for date, left in self._answers if date < int(at)), default=None)

    def _reply_of(self, epoch: int, chat_id: int) -> None:
        if epoch == self._epoch:
            self._reply(chat_id, self.chance.choice(("", "menu")))

    # The inquiry.

    def _pump(self) -> None:
        moment = self.t
        if self._is_up and moment < self._pump_at:
            self._pump_at = moment
            self.at(moment, self._step, self._epoch, moment)

    def _step(self, epoch: int, moment: float) -> None:
        if epoch != self._epoch or moment != self._pump_at or not self._is_up:
            return
        self._pump_at = float("inf")
        until = min([self.t + 30.0, *(self._steps(*one) for one in list(self._inquiries.items()))])
        if not self._is_over():
            self._pump_at = max(until, self.t + 0.01)
            self.at(self._pump_at, self._step, epoch, self._pump_at)

    def _steps(self, counter: int, inquiry: Inquiry) -> float:
        """Until there is nothing more to do now; returns when to look again."""
        is_well = self._outage_ends() is None
        while True:
            match inquiry.next(self.now, well=is_well, calibrated=frozenset(Kind)):
                case Verdict() as verdict:
                    self._judge(verdict)
                case Stop():
                    self.tally.stops += 1
                case Close():
                    self._finishing[ADMIN] += 1
                    self._reply(ADMIN, "")
                case Ask() as ask:
                    self._ask(counter, ask)
                    return self.t + ASKS_EVERY
                case Wait(until):
                    return float("inf") if until is None else until + self._boot

    def _ask(self, counter: int, ask: Ask) -> None:
        epoch, asked_at = self._epoch, self.now

        def answered(answer: Answer) -> None:
            if epoch == self._epoch:
                self._inquiries[counter].answered(ask, answer, asked_at=asked_at)

        answer = Answer.LATER
        if self._outage_ends() is None and self.chance.random() > 0.02:
            answer = self.telegram.ask(ask.doubt.chat_id, ask.number, ask.doubt.markup or "")
        self.soon(self.chance.uniform(0.02, 0.15), answered, answer)

    def _judge(self, verdict: Verdict) -> None:
        key, found = verdict.doubt.key, verdict.found
        row, there = self.disk.rows[key], self.telegram.deliveries[key]
        items = row.run.steps[row.step]
        since = self._opened.pop(key)
        self.tally.reasons[verdict.reason] += 1
        well_since = max([since, *(end for _, end in self.weather.outages if end < self.t)])
        if found is Found.UNKNOWN:
            self._was_unknown.add(key)
        else:
            self.tally.found += 1
            self.tally.late += self.t - well_since > MINUTES
        if (found is Found.SENT and not there) or (found is Found.NOT_SENT and there):
            self._wrong(f"{key} {found} {verdict.reason}: there are {there} at {self.t:.1f}")
        if verdict.numbers and list(verdict.numbers) != sorted(there):
            self._wrong(f"{key} {verdict.numbers}, there are {there}")
        match found:
            case Found.SENT:
                self._sent(row)
            case Found.NOT_SENT:
                self._again(row)
            case Found.UNKNOWN:
                row.state = State.UNKNOWN
                low, high = row.low, verdict.evidence.high
                window = Window(low=low, closes_at=self.now, high=high)
                self.disk.lost.append(Lost(row.chat_id, low, items, window, high))
        self._commit(self._epoch)

    def _wrong(self, what: str) -> None:
        self.tally.wrong.append(f"seed {self.weather.seed}: {what}")

    # The world around.

    def _somebody_writes(self) -> None:
        if self._is_over():
            return
        chat_id = self.chance.choice(self.weather.chats)
        if self.chance.random() < 0.4:  # supergroups, which stand last, are talkative
            chat_id = min(self.weather.chats)
        if chat_id not in self.telegram.gone:
            is_told = (
                self.chance.random() >= self.weather.lost_updates
                and chat_id not in self.weather.unseen
            )
            self.telegram.incoming(chat_id, at=self.t, is_told=is_told)
        if self.chance.random() < self.weather.taps:
            self._somebody_taps()
        self.soon(self.chance.expovariate(self.weather.people), self._somebody_writes)

    def _somebody_taps(self) -> None:
        if self.telegram.deliveries:
            key, numbers = self.chance.choice(list(self.telegram.deliveries.items()))
            if numbers and isinstance(key, tuple):
                self.telegram.tap(self.disk.rows[key].chat_id, numbers[-1], at=self.t)

    def _foreign(self) -> None:
        foreign = self.weather.foreign
        assert foreign is not None
        doubted = [row.chat_id for row in self.disk.rows.values() if row.key in self._opened]
        chats = self.weather.chats
        if doubted and self.chance.random() < foreign.into_doubts:
            chats = doubted
        markup = "foreign" if self.chance.random() < foreign.buttons else ""
        self.telegram.land(self.chance.choice(chats), markup)

    def _skip(self) -> None:
        self.telegram.skip(ADMIN)

    def _block(self) -> None:
        self.telegram.refusing.add(self.chance.choice(self.weather.chats))

    def _migrate(self) -> None:
        groups = [chat for chat in self.weather.chats if FIRST_SUPERGROUP < chat < 0]
        self.telegram.gone.add(chat := self.chance.choice(groups))
        self.telegram.incoming(chat, at=self.t, is_pin=True)

    def _delete(self) -> None:
        """An admin of a group; a person deletes on their own side only."""
        in_groups = [
            (one.chat_id, number)
            for (_, number), one in self.telegram.messages.items()
            if one.chat_id < 0
        ]
        if in_groups:
            self.telegram.delete(*self.chance.choice(in_groups))
