"""What of the environment's settings the demo takes, so that they can be tried."""

from pathlib import Path

from bot.demo.story.parts import TRIED, bot_settings, tried
from bot.settings.settings import Settings


def test_what_can_be_tried_reaches_the_bot_and_where_it_lives_does_not() -> None:
    environment = {"TYPE_COUNT_ABOVE": "3", "timezone": "Asia/Tokyo", "BOT_TOKEN": "1:real"}
    assert tried(environment) == {"TYPE_COUNT_ABOVE": "3", "TIMEZONE": "Asia/Tokyo"}


def test_it_takes_settings_that_there_are_and_that_it_does_not_say_itself() -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert set(TRIED) <= known
    assert not set(TRIED) & bot_settings("", Path(), 1).keys()
