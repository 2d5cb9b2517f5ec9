"""getUpdates that is answered at once and brings nothing."""

import pytest

from bot.intake.idle import PAUSE, PUT_UP_WITH, IdlePace


def test_a_server_that_does_not_hold_was_asked_195_times_a_second(
    caplog: pytest.LogCaptureFixture,
) -> None:
    idle = IdlePace()
    pauses = [idle.pause(took=0.005, news=False) for _ in range(100)]
    assert pauses == [0.0] * PUT_UP_WITH + [PAUSE] * (100 - PUT_UP_WITH)
    assert [record.levelname for record in caplog.records] == ["WARNING"], "once an episode"


@pytest.mark.parametrize(("took", "news"), [(0.005, True), (30.0, False)])
def test_news_and_patience_end_the_episode(took: float, news: bool) -> None:
    idle = IdlePace()
    for _ in range(10):
        idle.pause(took=0.0, news=False)
    assert idle.pause(took=took, news=news) == 0.0
    assert idle.pause(took=0.0, news=False) == 0.0


def test_a_busy_bot_never_waits() -> None:
    idle = IdlePace()
    assert {idle.pause(took=0.0, news=True) for _ in range(1000)} == {0.0}
