"""What is known of the numbers of supergroups and channels, and for how long."""

from broadcast.certainty.doubts import (
    NO_MARKUP,
    Alarm,
    Answer,
    Ask,
    Close,
    Doubt,
    Kind,
    Reason,
    Step,
    Stop,
    Verdict,
    Wait,
)
from broadcast.certainty.inquiry import PATIENCE
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.windows import LANDS_WITHIN
from broadcast.ledger.entries import Claim, LedgerEntry
from broadcast.numbers.chats import ChatCounters
from broadcast.numbers.memory import Memory
from broadcast.numbers.recalled import Recalled
from db.certainty.chats import ChatRow, KnownChat
from db.schema.states import DeliveryState, Found
from tests.clocks import VirtualClock

A, B = -(10**12) - 1, -(10**12) - 2
ANN = 101
LEFT = 1_000.0  # of the clock, as it begins


def claim(chat_id: int, low: int, *, run_id: int = 1) -> Claim:
    return Claim(run_id=run_id, subscriber_id=11, chat_id=chat_id, step=0, low=low)


class Scene:
    """A memory that has seen number 50 of chat A; what is asked is answered from `there`."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.clock = VirtualClock(LEFT)
        self.memory = memory or Memory(self.clock)
        self.there: set[tuple[int, int]] = set()
        self.asked: list[tuple[int, int]] = []
        self.closings = 0
        if memory is None:
            self.memory.received(5)
            self.brings(claim(A, 0), 50)
            self.written()

    def brings(self, one: Claim, *numbers: int) -> None:
        """A broadcast's call, from its claim to its commit."""
        self.memory.took([one])
        self.memory.brought(one, numbers, self.clock.now)
        self.memory.ended(one)

    def loses(self, one: Claim) -> None:
        """Its answer is lost, and the doubt is told."""
        self.memory.took([one])
        state = DeliveryState.UNCERTAIN
        self.memory.committed([LedgerEntry(claim=one, state=state, step=0, is_looked_into=True)])
        self.doubts(one)

    def doubts(self, one: Claim) -> None:
        self.memory.doubt(
            Doubt(
                run_id=one.run_id,
                subscriber_id=one.subscriber_id,
                step=0,
                chat_id=one.chat_id,
                low=one.low,
                closes_at=self.clock.now + LANDS_WITHIN,
                markup=NO_MARKUP,
            )
        )

    def written(self) -> dict[int, ChatRow | None]:
        self.memory.dump()
        return dict(self.memory.chats.dump())

    def steps(self, *, well: bool = True) -> list[Step]:
        """What it says until it waits."""
        told: list[Step] = []
        self.memory.heard(self.clock.now)
        while not isinstance(step := self.memory.next(well=well, calibrated=tuple(Kind)), Wait):
            if isinstance(step, Close):
                self.closings += 1
            elif isinstance(step, Ask):
                place = step.doubt.chat_id, step.number
                self.asked.append(place)
                said = Answer.THERE if place in self.there else Answer.NOT_FOUND
                self.memory.answered(step, said, asked_at=self.clock.now)
            else:
                told.append(step)
        return told

    def verdicts(self) -> list[tuple[Found, Reason]]:
        return [(one.found, one.reason) for one in self.steps() if isinstance(one, Verdict)]

    def restarted(self, **rows: ChatRow | None) -> "Scene":
        """Another process, with what was written; in the database the doubts are as they were."""
        following = Scene(Memory(self.clock))
        following.clock = self.clock
        known = [
            KnownChat(chat_id, row.seen, row.crossed, moved=False)
            for chat_id, row in ({A: rows["a"]} if "a" in rows else self.written()).items()
            if row is not None
        ]
        following.memory.recall(Recalled.load(self.memory.dump()), known)
        return following


def test_a_lost_answer_is_found_by_the_numbers_of_its_own_chat() -> None:
    """What other chats count, and the account, tells nothing."""
    scene = Scene()
    scene.loses(claim(A, scene.memory.low(A)))
    scene.clock.now += LANDS_WITHIN
    scene.memory.received(6)
    scene.brings(claim(ANN, 6, run_id=2), 7)
    scene.brings(claim(B, 0, run_id=2), 900)
    assert scene.verdicts() == []
    scene.brings(claim(A, 50, run_id=2), 52)
    scene.there.add((A, 51))
    assert scene.verdicts() == [(Found.SENT, Reason.ALONE)]
    assert scene.asked == [(A, 51)]


def test_where_no_number_of_the_chat_is_missing_it_was_not_sent() -> None:
    scene = Scene()
    scene.loses(claim(A, 50))
    scene.memory.received_in(A, 51, 0)
    scene.clock.now += LANDS_WITHIN
    scene.brings(claim(A, 50, run_id=2), 52)
    assert scene.verdicts() == [(Found.NOT_SENT, Reason.NO_NUMBER_MISSING)]


def test_somebody_who_writes_later_by_telegrams_own_clock_shows_the_same() -> None:
    """For that an admin is told something once, where nobody else is written to."""
    scene = Scene()
    scene.loses(claim(A, 50))
    scene.clock.now += LANDS_WITHIN + 2
    assert (scene.steps(), scene.closings) == ([], 1)
    assert (scene.steps(), scene.closings) == ([], 1), "one is on its way"
    left = scene.memory.leaving()
    scene.memory.dated(7_000, left)
    scene.memory.received_in(A, 51, 7_000)  # it may have come before
    scene.clock.now += 60
    assert (scene.steps(), scene.closings) == ([], 1)
    scene.memory.received_in(A, 53, 7_001)
    scene.there.add((A, 52))
    assert scene.verdicts() == [(Found.SENT, Reason.ALONE)]


def test_a_quiet_chat_is_given_up() -> None:
    scene = Scene()
    scene.loses(claim(A, 50))
    found = []
    for _ in range(20):
        scene.clock.now += PATIENCE / 15
        found += scene.verdicts()
    assert found == [(Found.UNKNOWN, Reason.TOO_LATE)]


def test_what_was_given_up_may_have_landed_before_the_next_one() -> None:
    """It is never asked for, over a restart neither: the question would change it."""
    scene = Scene()
    scene.loses(claim(A, 50))
    for _ in range(20):
        scene.clock.now += PATIENCE / 15
        scene.verdicts()
    rows = scene.written()
    assert rows[A] == ChatRow("50 0 1", crossed=True)
    for one in (scene, scene.restarted(a=rows[A])):
        one.memory.chats.taken_over()
        one.clock.now += 7_000
        assert one.steps() == []
        one.loses(claim(A, one.memory.low(A), run_id=2))
        one.clock.now += LANDS_WITHIN
        one.brings(claim(A, 50, run_id=3), 53)
        assert one.verdicts() == [(Found.UNKNOWN, Reason.CROSSED)]
        assert one.asked == []
        one.loses(claim(A, one.memory.low(A), run_id=4))
        one.clock.now += LANDS_WITHIN
        one.brings(claim(A, 53, run_id=5), 55)
        one.there.add((A, 54))
        assert one.verdicts() == [(Found.SENT, Reason.ALONE)], "that one is above"


def test_where_nothing_is_known_it_is_said_at_once() -> None:
    scene = Scene()
    scene.loses(claim(B, scene.memory.low(B)))
    assert scene.verdicts() == [(Found.UNKNOWN, Reason.NOT_REMEMBERED)]


def test_what_was_seen_before_an_open_call_left_is_known_to_the_next_process() -> None:
    scene = Scene()
    to_a = claim(A, scene.memory.low(A))
    scene.memory.took([to_a])
    assert scene.steps() == []
    scene.memory.received_in(A, 51, 0)
    scene.memory.received_in(A, 53, 0)
    following = scene.restarted()
    assert following.memory.chats.lowest(A) == 50
    following.doubts(to_a)
    following.memory.chats.taken_over()
    following.clock.now += LANDS_WITHIN
    following.brings(claim(A, 53, run_id=2), 54)
    following.there.add((A, 52))
    assert following.verdicts() == [(Found.SENT, Reason.ALONE)]
    assert following.asked == [(A, 52)]


def test_numbers_that_came_before_a_doubt_is_told_are_kept_for_it() -> None:
    """The database says of it a moment after the commit."""
    scene = Scene()
    one = claim(A, scene.memory.low(A))
    scene.memory.took([one])
    scene.memory.received_in(A, 51, 0)
    scene.memory.received_in(A, 53, 0)
    state = DeliveryState.UNCERTAIN
    scene.memory.committed([LedgerEntry(claim=one, state=state, step=0, is_looked_into=True)])
    scene.doubts(one)
    scene.clock.now += LANDS_WITHIN
    scene.brings(claim(A, 53, run_id=2), 54)
    scene.there.add((A, 52))
    assert scene.verdicts() == [(Found.SENT, Reason.ALONE)]


def test_of_a_quiet_chat_the_highest_number_is_written_and_kept() -> None:
    scene = Scene()
    scene.memory.received_in(A, 58, 0)
    scene.memory.received_in(A, 57, 0)
    assert scene.written() == {A: ChatRow("58 0 1", crossed=False)}
    assert not scene.memory.chats.changed
    assert scene.memory.low(A) == 58


def test_what_somebody_wrote_there_is_known_before_anything_was_sent() -> None:
    scene = Scene()
    scene.memory.received_in(B, 9, 0)
    scene.loses(claim(B, scene.memory.low(B)))
    scene.memory.received_in(B, 10, 0)
    scene.clock.now += LANDS_WITHIN
    scene.brings(claim(B, 10, run_id=2), 11)
    assert scene.verdicts() == [(Found.NOT_SENT, Reason.NO_NUMBER_MISSING)]


def test_a_message_found_is_no_number_that_is_missing_over_a_restart() -> None:
    """The next one in that chat, with other buttons, would be given to it."""
    scene = Scene()
    scene.loses(claim(A, 50))
    scene.clock.now += LANDS_WITHIN
    scene.brings(claim(A, 50, run_id=2), 52)
    scene.written()
    scene.there.add((A, 51))
    assert scene.verdicts() == [(Found.SENT, Reason.ALONE)]
    following = scene.restarted()
    following.doubts(claim(A, following.memory.chats.lowest(A), run_id=3))
    following.memory.chats.taken_over()
    following.clock.now += LANDS_WITHIN
    following.brings(claim(A, 52, run_id=4), 53)
    assert following.verdicts() == [(Found.NOT_SENT, Reason.NO_NUMBER_MISSING)]


def test_a_reply_to_a_chat_is_written_down_before_it_leaves() -> None:
    """Its number may never be known after a kill -9; and the chat may be quiet for days."""
    scene = Scene()
    assert not scene.memory.reply_leaves(B), "nothing was ever seen there"
    assert scene.memory.reply_leaves(A)
    rows = scene.written()
    assert rows == {A: ChatRow("50 0 1", crossed=True)}
    scene.memory.reply_ended(A, answered=True)
    scene.memory.sent_in(A, [51], scene.memory.leaving())
    assert scene.written() == {A: ChatRow("51 0 1", crossed=False)}
    following = scene.restarted(a=rows[A])
    following.memory.chats.taken_over()
    following.loses(claim(A, following.memory.low(A)))
    following.clock.now += LANDS_WITHIN
    following.brings(claim(A, 50, run_id=2), 53)
    assert following.verdicts() == [(Found.UNKNOWN, Reason.CROSSED)]
    assert following.asked == []


def test_a_reply_whose_answer_was_lost_crosses() -> None:
    scene = Scene()
    scene.memory.reply_leaves(A)
    scene.memory.reply_ended(A, answered=False)
    scene.loses(claim(A, 50))
    scene.clock.now += LANDS_WITHIN
    scene.brings(claim(A, 50, run_id=2), 53)
    assert scene.verdicts() == [(Found.UNKNOWN, Reason.CROSSED)]
    assert scene.asked == []


def test_one_alarm_stops_them_all_and_is_told_once() -> None:
    scene = Scene()
    scene.brings(claim(B, 0, run_id=9), 900)
    scene.loses(claim(B, 900))
    scene.brings(claim(A, 50, run_id=2), 50)
    told = scene.steps()
    assert [one for one in told if isinstance(one, Stop)] == [Stop(Alarm.OUT_OF_ORDER)]
    assert [one.reason for one in told if isinstance(one, Verdict)] == [Reason.STOPPED]
    scene.loses(claim(A, 50, run_id=3))
    scene.loses(claim(ANN, 5, run_id=3))
    assert scene.verdicts() == [(Found.UNKNOWN, Reason.STOPPED)] * 2


def test_numbers_of_a_chat_that_nothing_explains_show_no_other_program() -> None:
    """They are messages of people that the bot does not see."""
    scene = Scene()
    for number in range(60, 90, 3):
        scene.brings(claim(A, number - 3), number)
        scene.clock.now += 31
        assert scene.steps() == []
    assert not scene.memory.sharing.shares(scene.clock.now)


def test_of_so_many_chats_as_can_be_remembered_the_oldest_is_forgotten() -> None:
    memory = Memory(VirtualClock())
    counters = ChatCounters(
        VirtualClock(),
        inquire=lambda numbers: memory._inquiry(numbers, of_account=False),
        is_replied_to=lambda _: False,
        most_quiet=2,
    )
    for chat_id in (A, B, A, -(10**12) - 3):
        counters.sent(chat_id, [counters.highest(chat_id) + 1], low=0, left_at=0.0)
    assert counters.dump() == {
        A: ChatRow("2 0 1", crossed=False),
        B: None,
        -(10**12) - 3: ChatRow("1 0 1", crossed=False),
    }
    assert counters.highest(B) == 0
    counters.received(B, 9, 0)
    assert counters.highest(B) == 0, "what people write drives no chat out"


def test_what_cannot_be_read_tells_nothing() -> None:
    memory = Memory(VirtualClock())
    memory.recall(
        Recalled(low=0, numbers=Numbers(), sharing=""),
        [KnownChat(A, "nothing", crossed=True, moved=False)],
    )
    memory.chats.taken_over()
    assert memory.low(A) == 0
