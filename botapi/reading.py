"""Pure: from a reply to one call of a broadcast to what became of its recipient.

Nothing of them is believed unseen: a number that no ledger could hold, a description that is
missing or no text, seconds without end must all become this recipient's outcome, and never an error
somewhere behind. So no model of the Bot API is asked.
"""

import re
from http import HTTPStatus
from typing import Any

from botapi.methods import CallKind
from botapi.outcome import Outcome, Verdict, accepted, kept
from botapi.refusals import judge_refusal, unwrapped
from botapi.reply import UNSAID_BAN, Reply, object_in, refused_with
from db.schema.reasons import OwnReason

LARGEST_ID = 2**52  # Bot API: a Chat.id has at most 52 significant bits; message numbers fewer
LARGEST_POLL = 2**63
LONGEST_BAN = 2**31 - 1  # seconds: Bot API Integer

# How Telegram's answer to nearly every send begins: all that the ledger needs of it. The rest, with
# entities and keyboard, can be long; whatever looks different is parsed.
USUAL_ANSWER = re.compile(rb'\{"ok":true,"result":\{"message_id":([0-9]{1,15})[,}]')
# Where only the text tells how long: "retry after 35", FLOOD_WAIT_35.
_SECONDS_IN_TEXT = re.compile(r"(?:retry after |_wait_)(\d{1,10})\b", re.IGNORECASE)

_POLL_ID = re.compile(r"-?[0-9]{1,19}")
_DIGITS = re.compile(r"[0-9]{1,10}")


def read(
    reply: Reply, *, chat_id: int, poll: bool = False, kind: CallKind = CallKind.SEND
) -> Outcome:
    """`chat_id`: whom the call was to; `poll`: it was a poll, whose id is wanted."""
    if not poll and reply.status == HTTPStatus.OK and (usual := USUAL_ANSWER.match(reply.body)):
        return Outcome(verdict=Verdict.SENT, message_ids=(int(usual[1]),))
    said = object_in(reply.body)
    refused = said is not None and said.get("ok") is False
    if accepted(reply.status) and not refused and not _is_page(reply):
        return _sent(said, poll=poll)
    if said is None or not refused:
        return _no_answer(reply)
    status = refused_with(said) if accepted(reply.status) else reply.status  # a proxy lost it
    return _refused(status, said, chat_id, reply.retry_after, kind)


def _is_page(reply: Reply) -> bool:
    """HTML, of a gateway or of a login page in between: Telegram may never have been asked."""
    return reply.body.lstrip()[:1] == b"<"


def _sent(said: dict[str, Any] | None, *, poll: bool) -> Outcome:
    """200 is sent, even where it cannot be read; of an album each item has a number."""
    result = (said or {}).get("result")
    items = result if isinstance(result, list) else [result]
    numbers = [
        _between(item.get("message_id"), 0, LARGEST_ID) if isinstance(item, dict) else None
        for item in items
    ]
    message_ids = tuple(number for number in numbers if number is not None)
    if len(message_ids) < len(items):
        return Outcome(verdict=Verdict.SENT, detail=OwnReason.BAD_ANSWER)
    poll_id = _poll_id(result) if poll else None
    return Outcome(verdict=Verdict.SENT, message_ids=message_ids, poll_id=poll_id)


def _poll_id(message: Any) -> int | None:
    """The id of the poll in it."""
    poll = message.get("poll") if isinstance(message, dict) else None
    return poll_number(poll.get("id")) if isinstance(poll, dict) else None


def poll_number(text: object) -> int | None:
    """A poll's id, which is a number of 64 bits as text; None for what no table holds."""
    if not isinstance(text, str) or not _POLL_ID.fullmatch(text):
        return None
    return _between(int(text), -LARGEST_POLL, LARGEST_POLL - 1)


def _no_answer(reply: Reply) -> Outcome:
    """A page of somebody in between: what it says besides its status is not about the message."""
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _flooded(OwnReason.BAD_ANSWER, _seconds(reply.retry_after))
    if reply.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return Outcome(verdict=Verdict.CONTENT, detail=_phrase(reply.status))
    return Outcome(verdict=Verdict.UNCERTAIN, detail=OwnReason.BAD_ANSWER)


def _refused(
    status: int, said: dict[str, Any], chat_id: int, retry_after: str | None, kind: CallKind
) -> Outcome:
    words = said.get("description")
    if not isinstance(words, str) or not words.strip():
        words = f"{status} {_phrase(status)}".strip()
    detail = kept(unwrapped(words)[0])
    parameters = said.get("parameters")
    parameters = parameters if isinstance(parameters, dict) else {}
    seconds = _seconds(parameters.get("retry_after"))
    if status == HTTPStatus.TOO_MANY_REQUESTS or seconds:
        return _flooded(detail, seconds or _seconds(retry_after) or _in_text(words))
    if parameters.get("migrate_to_chat_id") is not None:
        return _moved(parameters["migrate_to_chat_id"], chat_id, detail)
    verdict = _verdict(status, words, kind)
    if verdict is Verdict.FLOODED:
        return _flooded(detail, _in_text(words))
    return Outcome(verdict=verdict, detail=detail)


def _verdict(status: int, words: str, kind: CallKind) -> Verdict:
    if status == HTTPStatus.UNAUTHORIZED:
        return Verdict.TOKEN
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Verdict.UNCERTAIN
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return Verdict.CONTENT
    return judge_refusal(words, status, kind)


def _moved(to: object, chat_id: int, detail: str) -> Outcome:
    """The chat's new id; where it cannot be one, or is the old one, this chat cannot be reached."""
    new_chat_id = _between(to, -LARGEST_ID, -1)
    if new_chat_id is None or new_chat_id == chat_id:
        return Outcome(verdict=Verdict.FAILED, detail=detail)
    return Outcome(verdict=Verdict.MIGRATED, detail=detail, new_chat_id=new_chat_id)


def _flooded(detail: str, seconds: float | None) -> Outcome:
    return Outcome(verdict=Verdict.FLOODED, detail=detail, retry_after=seconds or UNSAID_BAN)


def _seconds(value: object) -> float | None:
    """A number above 0, or its digits; a header may also hold a date, which says nothing here."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        return None
    return float(min(value, LONGEST_BAN))


def _in_text(words: str) -> float | None:
    found = _SECONDS_IN_TEXT.search(words)
    return _seconds(int(found[1])) if found else None


def _between(value: object, low: int, high: int) -> int | None:
    """The value where it is a whole number within these, both included."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if low <= value <= high else None


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
