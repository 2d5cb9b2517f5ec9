"""A message in two parts, the second of which Telegram takes from nobody."""

import pytest

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.guards.canary import SafetyLimits
from broadcast.model.content import Content
from db.connection.database import Database
from db.schema.states import BroadcastState, PauseReason
from tests.engine.conftest import working

GOOD = Call(method="sendMessage", params={"text": "the first part"})
BAD = Call(method="sendMessage", params={"text": "x" * 4097})


@pytest.mark.parametrize("audience", [2, 100])
async def test_it_pauses_and_marks_nobody(
    sandbox_url: str, database: Database, control: Control, audience: int
) -> None:
    """That the first part is taken says nothing of the second."""
    no_limits = SafetyLimits(canary=0, failure_share=0)
    async with working(sandbox_url, database, control, safety=no_limits) as bench:
        await bench.subscribe(audience)
        broadcast = await bench.until(
            await bench.launch(Content(message=(GOOD, BAD))),
            lambda one: one.state is not BroadcastState.RUNNING,
        )
        assert broadcast.pause_reason is PauseReason.CONTENT
        assert broadcast.figures.failed == 0
