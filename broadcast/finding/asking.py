"""How a message in doubt can be asked for: by the very markup that it was sent with."""

import json
from dataclasses import dataclass
from typing import Any

from botapi.call import PreparedCall
from botapi.errors import Meaning, about
from botapi.methods import CallKind, is_forward
from botapi.outcome import Outcome, Verdict
from broadcast.certainty.doubts import NO_MARKUP, Answer, Kind
from broadcast.model.button import ANSWER, UNSUBSCRIBE

METHOD = "editMessageReplyMarkup"
# Telegram changes no markup of these, or another one than was sent hangs on them.
NEVER_ASKED = frozenset({"sendInvoice", "sendPaidMedia", "sendGame"})
LATER = frozenset(
    {Verdict.FLOODED, Verdict.NOT_SENT, Verdict.WITHHELD, Verdict.UNCERTAIN, Verdict.TOKEN}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What of a call matters when it is asked for: see broadcast/certainty/doubts.py."""

    markup: str | None
    items: int
    own_data: bool

    @property
    def kind(self) -> Kind:
        return Kind.BUTTONS if self.markup else Kind.PLAIN


def sent_by(call: PreparedCall, body: bytes, *, run_id: int) -> Sent:
    """`body`: what left for the recipient."""
    items = call.cost
    if is_forward(call.method) or call.method in NEVER_ASKED:
        return Sent(markup=None, items=items, own_data=False)
    markup = json.loads(body).get("reply_markup")
    if markup is None:
        return Sent(markup=NO_MARKUP, items=items, own_data=False)
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        return Sent(markup=None, items=items, own_data=False)
    text = json.dumps(markup, ensure_ascii=False, separators=(",", ":"))
    return Sent(markup=text, items=items, own_data=_is_of(run_id, markup))


def question(markup: str) -> PreparedCall:
    """Changes nothing where the message is the one that was sent with this markup."""
    rest = f',"reply_markup":{markup}}}' if markup else "}"
    return PreparedCall(method=METHOD, rest=rest.encode(), cost=1, kind=CallKind.EDIT)


def answer(outcome: Outcome) -> Answer:
    """What the server has said."""
    if outcome.verdict in LATER:
        return Answer.LATER
    if outcome.verdict is Verdict.SENT:
        unchanged = about(outcome.detail or "", CallKind.EDIT) is Meaning.UNCHANGED
        return Answer.THERE if unchanged else Answer.CHANGED
    if outcome.verdict is Verdict.GONE:
        return Answer.NOT_FOUND
    return Answer.NOT_EDITABLE if outcome.verdict is Verdict.FIXED else Answer.NOTHING


def _is_of(run_id: int, markup: dict[str, Any]) -> bool:
    """Whether any button says whose it is: nothing else sends the same."""
    own = (f"{ANSWER}:{run_id}:", f"{UNSUBSCRIBE}:{run_id}")
    data = [button.get("callback_data") for row in markup["inline_keyboard"] for button in row]
    return any(one == own[1] or one.startswith(own[0]) for one in data if isinstance(one, str))
