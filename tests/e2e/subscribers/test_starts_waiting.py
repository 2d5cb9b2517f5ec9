"""A start while Telegram wants no calls: it waits, and says for how long."""

import pytest

from botapi_sandbox.control import Control
from tests.clocks import FastClock
from tests.e2e.conftest import RunApp


async def test_a_start_inside_a_ban(
    run_app: RunApp, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    await control.faults(flood={"next": 2, "methods": ["getMe"], "retry_after": 30})
    async with run_app(clock=FastClock(100)) as app:
        assert app.me.username == "sandbox4242_bot"
    lines = [record.getMessage() for record in caplog.records]
    waited = "Telegram asks to wait 30 s before it answers getMe (429): it is asked again in 30 s"
    assert lines.count(waited) == 2
