"""Broadcasts of which nothing can be corrected."""

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.mending.fixed import fixed
from broadcast.model.mending.refusals import Uneditable
from broadcast.model.options import Options

TEXT = Call(method="sendMessage", params={"text": "a"})
POLL = Call(method="sendPoll", params={"question": "Well?", "options": [{"text": "yes"}]})
FORWARD = Call(method="forwardMessage", params={"from_chat_id": 1, "message_id": 2})


def reasons(*calls: Call, paid: bool = False) -> list[Uneditable]:
    options = Options(paid=True, stars_cap=5) if paid else Options()
    return [one.why for one in fixed(Content(message=calls, options=options))]


def test_what_can_never_be_corrected_as_a_whole() -> None:
    assert reasons(POLL) == [Uneditable.POLL]
    assert reasons(FORWARD) == [Uneditable.FORWARDED]
    assert reasons(POLL, FORWARD) == [Uneditable.POLL, Uneditable.FORWARDED]
    assert reasons(TEXT, paid=True) == [Uneditable.PAID]
    assert reasons(TEXT) == []
    assert reasons(POLL, TEXT) == []  # the text can be
