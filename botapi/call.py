"""One Bot API call with its chat left blank, and the same encoded, once for all recipients."""

import json
from dataclasses import dataclass
from typing import Any

from botapi.methods import CallKind, cost_of, kind_of

JsonObject = dict[str, Any]

PAID = b',"allow_paid_broadcast":true'


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
    """A call whose body lacks nothing but the chat; `cost` is in messages."""

    method: str
    rest: bytes  # JSON: what follows the chat id
    cost: int
    votes: bool = False  # a poll whose votes are told
    kind: CallKind = CallKind.SEND

    def body(self, chat_id: int, *, thread_id: int | None = None, paid: bool = False) -> bytes:
        """`thread_id`: of the topic in the chat, if it goes to one."""
        topic = b"" if thread_id is None else b',"message_thread_id":%d' % thread_id
        return b'{"chat_id":%d%b%b%b' % (chat_id, topic, PAID if paid else b"", self.rest)


def prepare_call(call: Call) -> PreparedCall:
    encoded = json.dumps(call.params, ensure_ascii=False, separators=(",", ":")).encode()
    rest = b"}" if encoded == b"{}" else b"," + encoded[1:]
    return PreparedCall(
        method=call.method,
        rest=rest,
        cost=call.cost,
        votes=call.votes,
        kind=kind_of(call.method),
    )
