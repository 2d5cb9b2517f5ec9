"""The judge of storms finds each kind of wrong, and calls nothing wrong that is right."""

import pytest

from botapi_sandbox.control import Landed
from db.schema.states import DeliveryState
from tests.engine.conftest import Bench
from tests.engine.judge import Found, Judgement, Row, judge, judge_verdicts, rows_of
from tests.engine.truth import Census

SENT, UNCERTAIN, FAILED = DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.FAILED
PENDING, CLAIMED = DeliveryState.PENDING, DeliveryState.CLAIMED
WORDS = "Good news"


def landed(*pairs: tuple[int, int], at: float = 1.0) -> list[Landed]:
    return [Landed(chat_id=chat, number=number, at=at) for chat, number in pairs]


def row(state: DeliveryState, *numbers: int, sent: int | None = None, of: int = 1) -> Row:
    """Of the chat 7."""
    count = (1 if state is SENT else 0) if sent is None else sent
    return Row(chat_id=7, state=state, sent=count, messages=of, numbers=frozenset(numbers))


@pytest.mark.parametrize(
    ("state", "numbers", "got"),
    [
        (SENT, (3,), [(7, 3)]),
        (SENT, (), [(7, 3)]),  # of some its number is not known
        (FAILED, (), []),
        (UNCERTAIN, (), []),
        (UNCERTAIN, (), [(7, 3)]),
        (PENDING, (), []),
        (CLAIMED, (), [(7, 3)]),
    ],
)
def test_what_is_right_or_left_open_is_not_wrong(
    state: DeliveryState, numbers: tuple[int, ...], got: list[tuple[int, int]]
) -> None:
    said = judge(landed(*got), [row(state, *numbers)])
    assert said.wrong() == {}
    assert said.in_doubt == ({7} if state is UNCERTAIN else set())
    assert said.undecided == ({7} if state in (PENDING, CLAIMED) else set())


@pytest.mark.parametrize(
    ("state", "numbers", "got", "wrong"),
    [
        (SENT, (3,), [], {"lost", "wrongly_sent", "wrong_number"}),
        (SENT, (), [], {"lost", "wrongly_sent"}),
        (SENT, (3,), [(7, 4)], {"wrong_number"}),
        (SENT, (3,), [(7, 3), (7, 4)], {"twice"}),
        (UNCERTAIN, (), [(7, 3), (7, 4)], {"twice"}),
        (FAILED, (), [(7, 3)], {"wrongly_not_sent"}),
        (PENDING, (), [(7, 3)], {"wrongly_not_sent"}),
        (SENT, (3,), [(7, 3), (8, 4)], {"strangers"}),
    ],
)
def test_each_kind_of_wrong_is_found(
    state: DeliveryState,
    numbers: tuple[int, ...],
    got: list[tuple[int, int]],
    wrong: set[str],
) -> None:
    assert judge(landed(*got), [row(state, *numbers)]).wrong().keys() == wrong


def test_of_several_messages_each_is_counted() -> None:
    three = landed((7, 1), (7, 2), (7, 3))
    assert judge(three, [row(SENT, 1, 2, 3, sent=3, of=3)]).wrong() == {}
    assert judge(three[:2], [row(FAILED, 1, 2, sent=2, of=3)]).wrong() == {}
    assert judge(three[:2], [row(UNCERTAIN, 1, sent=1, of=3)]).wrong() == {}
    assert judge(three, [row(FAILED, 1, 2, sent=2, of=3)]).wrongly_not_sent == {7}
    assert judge(three[:2], [row(SENT, 1, 2, sent=3, of=3)]).lost == {7}


def test_a_group_that_moved_is_one_chat() -> None:
    """And has two counters: the same number in both is two messages."""
    rows = [Row(chat_id=-5, state=SENT, sent=1, numbers=frozenset({1}))]
    assert judge(landed((-100, 1)), rows, moved={-100: -5}).wrong() == {}
    assert judge(landed((-5, 1), (-100, 1)), rows, moved={-100: -5}).twice == {-5}


def test_a_verdict_is_judged_by_the_moment_at_which_it_was_reached() -> None:
    def found(*, sent: bool, at: float, number: int = 3) -> Judgement:
        numbers = frozenset({number} if sent else ())
        verdict = Found(chat_id=7, sent=sent, at=at, numbers=numbers)
        return judge_verdicts(landed((7, 3), at=50), [verdict])

    assert found(sent=True, at=60).wrong() == found(sent=False, at=40).wrong() == {}
    assert found(sent=True, at=40).wrong().keys() == {"wrongly_sent"}
    assert found(sent=True, at=60, number=4).wrong().keys() == {"wrong_number"}
    assert found(sent=False, at=60).wrong().keys() == {"wrongly_not_sent"}


async def test_a_broadcast_with_lost_answers_is_judged_by_its_ledger(bench: Bench) -> None:
    await bench.subscribe(40)
    await bench.control.faults(lost_after={"next": 2, "skip": 10})
    broadcast = await bench.finished(await bench.launch())
    census = Census()
    await census.learn(bench.database)
    rows = await rows_of(bench.database, [broadcast.run_id or 0], census)
    said = judge(await bench.control.landed(WORDS), rows)
    assert (said.wrong(), len(said.in_doubt), len(rows)) == ({}, 2, 40)
    assert all(one.numbers for one in rows if one.state is SENT)
