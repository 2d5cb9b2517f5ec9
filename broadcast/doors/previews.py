"""Showing a message before it is a broadcast: to its admin alone, and to the test group."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from botapi.call import Call, prepare_call
from botapi.message_numbers import MessageNumbers
from botapi.outcome import Outcome, Verdict
from botapi.sender import Sender
from broadcast.model.actor import Actor, require_admin
from broadcast.model.errors import CallRefused, CallUnanswered
from broadcast.pace.limiter import Limiter
from broadcast.replies.calls import Heard, ReplyCalls, UnderWay
from broadcast.replies.queue import ChatMustWait, ReplyQueue

UNCLEAR = frozenset(
    {Verdict.UNCERTAIN, Verdict.NOT_SENT, Verdict.WITHHELD, Verdict.FLOODED, Verdict.TOKEN}
)
GONE = frozenset({Verdict.BLOCKED, Verdict.DEACTIVATED, Verdict.UNREACHABLE})


class Reached(StrEnum):
    """What became of a test for somebody of the group."""

    YES = "yes"
    GONE = "gone"  # they have blocked the bot, or never opened it
    REFUSED = "refused"
    UNANSWERED = "unanswered"


class Previews:
    """Makes a broadcast's calls for one admin, as replies go: ahead of the bulk.

    `marks` tells whether a call is to be marked as paid just now.
    """

    def __init__(
        self,
        sender: Sender,
        limiter: Limiter,
        replies: ReplyQueue,
        numbers: MessageNumbers,
        marks: Callable[[str], bool],
        under_way: UnderWay,
    ) -> None:
        self._sender = sender
        self._calls = ReplyCalls(limiter, replies, under_way)
        self._replies = replies
        self._numbers = numbers
        self._marks = marks

    def wait(self, calls: Sequence[Call], *, by: Actor) -> float:
        """Seconds that showing them takes at the pace of a chat: an album is as many messages as it
        has items."""
        require_admin(by)
        return self._replies.last_wait(by.user_id, [call.cost for call in calls])

    async def show(
        self, calls: Sequence[Call], *, by: Actor, thread_id: int | None = None
    ) -> list[int]:
        """Make the calls in order, in the private chat of who asks: message numbers.

        `thread_id`: of the topic in that chat, if it has any. Raises CallRefused with Telegram's
        text, or CallUnanswered when it gives no clear answer.
        """
        require_admin(by)
        chat_id = by.user_id  # Bot API: a private chat has the person's own number
        message_ids: list[int] = []
        for place, call in enumerate(calls):
            try:
                left = self._numbers.leaving()
                outcome = await self._call_once(call, chat_id, thread_id)
            except ChatMustWait as wait:
                raise CallUnanswered(str(wait), shown=message_ids) from wait
            words = outcome.detail or str(outcome.verdict)
            if outcome.verdict in UNCLEAR:
                raise CallUnanswered(words, shown=message_ids)
            if outcome.verdict is not Verdict.SENT:
                theirs = outcome.verdict is not Verdict.CONTENT
                raise CallRefused(words, perhaps_theirs=theirs, shown=message_ids, place=place)
            self._numbers.sent(chat_id, outcome.message_ids, left)
            message_ids.extend(outcome.message_ids)
        return message_ids

    async def show_to(self, user_id: int, calls: Sequence[Call], *, by: Actor) -> Reached:
        """The same in the private chat of somebody who agreed to it: a tester's."""
        require_admin(by)
        for call in calls:
            left = self._numbers.leaving()
            try:
                outcome = await self._call_once(call, user_id, None)
            except ChatMustWait:
                return Reached.UNANSWERED
            if outcome.verdict is not Verdict.SENT:
                return _missed(outcome.verdict)
            self._numbers.sent(user_id, outcome.message_ids, left)
        return Reached.YES

    async def _call_once(self, call: Call, chat_id: int, thread_id: int | None) -> Outcome:
        async def send() -> Outcome:
            paid = self._marks(call.method)
            return await self._sender.ask(
                prepare_call(call), chat_id, thread_id=thread_id, paid=paid
            )

        return await self._calls.make(send, _heard, chat_id=chat_id, cost=call.cost, attempts=1)


def _missed(verdict: Verdict) -> Reached:
    if verdict in GONE:
        return Reached.GONE
    return Reached.UNANSWERED if verdict in UNCLEAR else Reached.REFUSED


def _heard(outcome: Outcome) -> Heard:
    if outcome.verdict is Verdict.FLOODED:
        return Heard(retry_after=outcome.retry_after)
    if outcome.verdict in UNCLEAR:
        return Heard()
    return Heard(accepted=outcome.verdict is Verdict.SENT)
