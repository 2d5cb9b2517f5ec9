"""One Bot API call with its chat left blank, and the same encoded, once for all recipients."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from botapi.methods import CallKind, cost_of, kind_of
from botapi.personal.addressed import Addressed
from botapi.personal.template import Template

JsonObject = dict[str, Any]

Rest = bytes | Template | Addressed
"""JSON: what follows the chat id; with gaps where it is different for each recipient."""

PAID = b',"allow_paid_broadcast":true'
SILENT = b',"disable_notification":true'


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One Bot API call: `sendPhoto` and its parameters without `chat_id`."""

    method: str
    params: JsonObject

    @property
    def cost(self) -> int:
        """Messages that Telegram counts for it."""
        return cost_of(self.method, self.params.get)

    @property
    def votes(self) -> bool:
        """Whether Telegram tells who votes (Bot API: PollAnswer)."""
        return self.method == "sendPoll" and self.params.get("is_anonymous") is False


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedCall:
    """A call whose body lacks nothing but the chat, and what is the recipient's own; `cost` is in
    messages."""

    method: str
    rest: Rest
    cost: int
    elsewhere: Rest | None = None  # the same for groups and channels, where it differs
    votes: bool = False  # a poll whose votes are told
    kind: CallKind = CallKind.SEND

    def body(
        self,
        chat_id: int,
        *,
        message_id: int | None = None,
        thread_id: int | None = None,
        paid: bool = False,
        silent: bool = False,
        values: Sequence[str] = (),
    ) -> bytes:
        """`message_id`: of the message that the call is about; `thread_id`: of the topic in the
        chat, if it goes to one; `silent`: without a sound now, though else with one; `values`: the
        recipient's."""
        message = b"" if message_id is None else b',"message_id":%d' % message_id
        topic = b"" if thread_id is None else b',"message_thread_id":%d' % thread_id
        # Bot API: the ids of groups and channels are negative.
        rest = self.rest if self.elsewhere is None or chat_id > 0 else self.elsewhere
        if not isinstance(rest, bytes):
            rest = rest.fill(values)
        marks = (PAID if paid else b"") + (SILENT if silent else b"")
        return b'{"chat_id":%d%b%b%b%b' % (chat_id, message, topic, marks, rest)


def encoded(call: Call) -> bytes:
    """The same for everybody."""
    text = json.dumps(call.params, ensure_ascii=False, separators=(",", ":")).encode()
    return b"}" if text == b"{}" else b"," + text[1:]


def prepare_call(
    call: Call, elsewhere: Call | None = None, encode: Callable[[Call], Rest] = encoded
) -> PreparedCall:
    """`elsewhere`: what groups and channels get in its place, where that is not the same."""
    return PreparedCall(
        method=call.method,
        rest=encode(call),
        cost=call.cost,
        elsewhere=None if elsewhere is None or elsewhere == call else encode(elsewhere),
        votes=call.votes,
        kind=kind_of(call.method),
    )
