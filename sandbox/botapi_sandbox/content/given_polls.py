"""A poll as somebody describes it for a person to send: the options as sendPoll takes them."""

from typing import Any

from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ControlError


def poll_of(sample: Body, fields: Body) -> Body:
    """`fields` in the place of the sample's; each option is a word or an object with a text.

    Raises ControlError for what no poll could hold: its chat could not be shown any more.
    """
    poll = sample | fields
    if not isinstance(poll["question"], str):
        raise ControlError("the question of a poll is a text")
    options = poll["options"]
    if not isinstance(options, list) or not options:
        raise ControlError("the options of a poll are a list with one at least")
    return poll | {"options": [_option(each) for each in options]}


def _option(given: Any) -> Body:
    """Bot API: InputPollOption, or the word alone."""
    option: Body = given if isinstance(given, dict) else {"text": given}
    if not isinstance(option.get("text"), str) or not option["text"]:
        raise ControlError('an option of a poll is a text, or {"text": …}')
    return option
