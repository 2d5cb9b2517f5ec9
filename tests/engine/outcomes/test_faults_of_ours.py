"""What the engine must get over: a fault of ours in the wrong moment."""

import pytest

from broadcast.ledger.entries import Claim, LedgerEntry
from broadcast.runs.stop_request import StopRequest
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from tests.engine.conftest import Bench


async def test_a_pause_is_written_although_an_outcome_beside_it_cannot_be(
    bench: Bench,
) -> None:
    """Held without being paused, a broadcast would stand still for ever, and say it is running."""
    await bench.subscribe(200)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent > 5)
    engine = bench.assembly.engine
    run = next(iter(engine._active_runs))
    claim = Claim(run_id=run.id, subscriber_id=10**6, chat_id=1, step=0)  # no such row
    engine._ledger.append(LedgerEntry(claim=claim, state=DeliveryState.SENT, step=0))
    engine._send_loop._self_pause.pause(
        run, StopRequest(reason=PauseReason.FAILURES, detail="a test")
    )
    broadcast = await bench.until(broadcast_id, lambda one: one.state is not BroadcastState.RUNNING)
    assert broadcast.pause_reason is PauseReason.FAILURES


async def test_an_end_does_not_wait_for_a_loop_that_is_to_start_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = bench.assembly.engine
    clock = bench.clock

    def fail() -> None:
        raise RuntimeError("in the loop")

    monkeypatch.setattr(engine._send_loop._claims, "return_stopped", fail)
    engine._send_loop._wake.ring()
    await clock.sleep(8)  # failed after 0, 1 and 3 s; the next start is at 7, the next at 15 s
    before = clock.monotonic()
    await engine.drain(2)
    assert clock.monotonic() - before < 5
