"""Which reply keyboard is in force in a chat."""

from typing import Any

from botapi_sandbox.content.replies import Said, keyboard_in_force

ROWS: dict[str, Any] = {"keyboard": [["Yes", {"text": "No"}]]}
ONCE = ROWS | {"one_time_keyboard": True}
FORCED = {"force_reply": True}
REMOVED = {"remove_keyboard": True}


def bot(keyboard: dict[str, Any] | None = None) -> Said:
    return Said(outgoing=True, words="said", keyboard=keyboard)


def person(words: str) -> Said:
    return Said(outgoing=False, words=words)


def in_force(*oldest_first: Said) -> Any:
    return keyboard_in_force(reversed(oldest_first))


def test_the_newest_keyboard_stays_whatever_is_said() -> None:
    assert in_force(bot(ONCE), bot(ROWS), person("Yes"), bot()) == ROWS


def test_it_goes_when_it_is_removed() -> None:
    assert in_force(bot(ROWS), bot(REMOVED), bot()) is None


def test_one_that_is_meant_for_once_goes_when_a_button_was_used() -> None:
    assert in_force(bot(ONCE), person("Maybe")) == ONCE
    assert in_force(bot(ONCE), person("No"), bot()) is None
    assert in_force(person("No"), bot(ONCE)) == ONCE


def test_a_forced_reply_is_done_with_the_next_message() -> None:
    assert in_force(bot(ROWS), bot(FORCED)) == FORCED
    assert in_force(bot(ROWS), bot(FORCED), person("anything")) is None


def test_nothing_was_ever_asked() -> None:
    assert in_force() is None
    assert in_force(person("Yes"), bot()) is None
