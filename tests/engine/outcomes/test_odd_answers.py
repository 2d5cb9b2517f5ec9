"""Answers that say what no answer can: each is one recipient's outcome, and nothing else."""

import json

import pytest

from botapi.outcome import Outcome, Verdict
from botapi_sandbox.control import Control
from broadcast.guards.failure_rate import FailureWatch
from broadcast.sending.outcomes import OutcomeHandler
from db.schema.states import DeliveryState
from db.subscribers.store import Subscribers
from tests.engine.conftest import TEXT, Bench
from tests.engine.invariants import expect_exactly_once, rows_of

MOVED = "Bad Request: group chat was upgraded to a supergroup chat"
PEOPLE = 12


def no(code: int = 400, description: object = "Bad Request: no", **parameters: object) -> str:
    said = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return json.dumps(said)


@pytest.mark.parametrize(
    ("status", "body", "accepted", "becomes"),
    [
        (400, '{"ok": false, "error_code": 400}', 0, DeliveryState.FAILED),
        (403, '{"ok": false}', 0, DeliveryState.FAILED),
        (400, no(description=None), 0, DeliveryState.FAILED),
        (400, no(description=MOVED, migrate_to_chat_id=10**30), 0, DeliveryState.FAILED),
        (400, no(description=MOVED, migrate_to_chat_id="-5"), 0, DeliveryState.FAILED),
        (200, '{"ok": true, "result": {"message_id": 9e99}}', 1, DeliveryState.SENT),
        (200, '{"ok":true,"result":{"message_id":123456789012345678901}}', 1, DeliveryState.SENT),
        (200, '{"ok": true, "result": null}', 1, DeliveryState.SENT),
        (500, '{"ok": false}', 0, DeliveryState.UNCERTAIN),
        (418, "tea", 0, DeliveryState.UNCERTAIN),
        (429, no(429, retry_after=-1), 0, DeliveryState.SENT),  # a wait, then once more
    ],
)
async def test_an_odd_answer_left_its_recipient_claimed_for_ever(
    bench: Bench, status: int, body: str, accepted: int, becomes: DeliveryState
) -> None:
    await bench.subscribe(PEOPLE)
    odd = {"next": 1, "skip": 4, "status": status, "body": body, "accepted": accepted}
    await bench.control.faults(odd=odd)
    broadcast = await bench.finished(await bench.launch())
    states = list((await rows_of(bench.database, broadcast)).values())
    assert states.count(DeliveryState.SENT) == PEOPLE - (becomes is not DeliveryState.SENT)
    assert becomes in states
    assert not bench.assembly.status.halts()
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


@pytest.mark.parametrize("chats", [(-77,), (-77, -1_000_000_077)], ids=["to itself", "in a ring"])
async def test_a_chat_that_moves_in_a_ring_is_not_followed_for_ever(
    bench: Bench, control: Control, chats: tuple[int, ...]
) -> None:
    await bench.subscribe(3)
    for here, there in zip(chats, chats[1:] + chats[:1], strict=True):
        await control.add_chat(here, "group", "Friends")
        await control.refuse([here], MOVED, migrate_to_chat_id=there)
    await Subscribers(bench.database).subscribe(-77, kind="group", now=1)
    broadcast = await bench.finished(await bench.launch())
    assert (broadcast.figures.sent, broadcast.figures.failed) == (3, 1)
    assert await Subscribers(bench.database).find(chats[-1]) is not None


@pytest.mark.parametrize(
    ("place", "becomes"),
    [("_tell_pace", DeliveryState.SENT), ("_take_in", DeliveryState.UNCERTAIN)],
)
async def test_a_fault_of_ours_over_an_answer_costs_one_recipient_at_most(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, place: str, becomes: DeliveryState
) -> None:
    """The row stayed claimed, the run never ended, and cancelling it did not help."""
    faults = iter([RuntimeError("a fault of ours")])
    original = getattr(OutcomeHandler, place)

    def once(self: OutcomeHandler, *given: object) -> None:
        for fault in faults:
            raise fault
        original(self, *given)

    monkeypatch.setattr(OutcomeHandler, place, once)
    await bench.subscribe(PEOPLE)
    broadcast = await bench.finished(await bench.launch())
    states = list((await rows_of(bench.database, broadcast)).values())
    assert states.count(becomes) == (PEOPLE if becomes is DeliveryState.SENT else 1)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_a_fault_after_an_outcome_was_noted_makes_no_second_one(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(FailureWatch, "saw", fail)
    await bench.subscribe(PEOPLE)
    broadcast = await bench.finished(await bench.launch())
    assert (broadcast.figures.sent, broadcast.figures.uncertain) == (PEOPLE, 0)


async def test_an_error_in_the_sender_itself_is_one_recipients_outcome(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = iter([RuntimeError("a fault of ours")])

    def read(*_: object, **__: object) -> Outcome:
        for fault in faults:
            raise fault
        return Outcome(verdict=Verdict.SENT)

    monkeypatch.setattr("botapi.sender.read", read)
    await bench.subscribe(PEOPLE)
    broadcast = await bench.finished(await bench.launch())
    assert broadcast.figures.sent == PEOPLE  # the status had said so
