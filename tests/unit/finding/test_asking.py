"""How a message in doubt is asked for, and what the server's words mean."""

import json
from typing import Any

import pytest

from botapi.call import Call, prepare_call
from botapi.methods import CallKind
from botapi.reading import read
from botapi.reply import Reply
from broadcast.certainty.doubts import Answer, Kind
from broadcast.finding.asking import answer, question, sent_by

RUN = 7
YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "answer:7:0:0"}]]}
OTHER = {"inline_keyboard": [[{"text": "Yes", "callback_data": "answer:77:0:0"}]]}
LEAVE = {"inline_keyboard": [[{"text": "Stop", "callback_data": "unsubscribe:7"}]]}
LINK = {"inline_keyboard": [[{"text": "Look", "url": "https://example.com"}]]}
KEYS = {"keyboard": [["a"]]}


def sent(method: str, **params: Any) -> Any:
    call = prepare_call(Call(method=method, params=params))
    return sent_by(call, call.body(101), run_id=RUN)


@pytest.mark.parametrize(
    ("markup", "own", "kind"),
    [
        (None, False, Kind.PLAIN),
        (LINK, False, Kind.BUTTONS),
        (YES, True, Kind.BUTTONS),
        (LEAVE, True, Kind.BUTTONS),
        (OTHER, False, Kind.BUTTONS),
    ],
)
def test_it_is_asked_for_with_the_very_markup(markup: Any, own: bool, kind: Kind) -> None:
    """Only a tap's data of this run shows that it is nobody else's message."""
    params = {"text": "Hi"} | ({} if markup is None else {"reply_markup": markup})
    one = sent("sendMessage", **params)
    assert (one.own_data, one.kind, one.items) == (own, kind, 1)
    body = json.loads(question(one.markup).body(101, message_id=9))
    asked = {"chat_id": 101, "message_id": 9}
    assert body == (asked if markup is None else asked | {"reply_markup": markup})


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("forwardMessage", {"from_chat_id": 1, "message_id": 2}),
        ("sendPaidMedia", {"star_count": 1}),
        ("sendInvoice", {"title": "t"}),
        ("sendMessage", {"text": "Hi", "reply_markup": KEYS}),
    ],
)
def test_some_cannot_be_asked_for(method: str, params: Any) -> None:
    """Bot API: these cannot be edited, or what hangs on them is not what was sent."""
    assert sent(method, **params).markup is None


def test_an_album_is_as_many_messages_as_it_has_items() -> None:
    media = [{"type": "photo", "media": "x"}] * 3
    assert sent("sendMediaGroup", media=media).items == 3


def refused(words: str, status: int = 400) -> tuple[int, str]:
    return status, json.dumps({"ok": False, "error_code": status, "description": words})


@pytest.mark.parametrize(
    ("reply", "means"),
    [
        (refused("Bad Request: message is not modified: the same"), Answer.THERE),
        (refused("Bad Request: message to edit not found"), Answer.NOT_FOUND),
        (refused("Bad Request: message can't be edited"), Answer.NOT_EDITABLE),
        (refused("Forbidden: bot was blocked by the user", 403), Answer.NOTHING),
        (refused("Bad Request: something new"), Answer.NOTHING),
        (refused("Too Many Requests: retry after 5", 429), Answer.LATER),
        (refused("Internal Server Error", 500), Answer.LATER),
        ((502, "<html>"), Answer.LATER),
        ((200, '{"ok":true,"result":{"message_id":9,"x":1}}'), Answer.CHANGED),
        ((200, '{"ok":true,"result":true}'), Answer.CHANGED),
    ],
)
def test_what_the_server_says(reply: tuple[int, str], means: Answer) -> None:
    status, body = reply
    outcome = read(Reply(status=status, body=body.encode()), chat_id=101, kind=CallKind.EDIT)
    assert answer(outcome) is means
