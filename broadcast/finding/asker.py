"""Questions about messages, below everything else: they go one by one, a few a second, and none
while the server does not answer, or asks to be left alone."""

from collections.abc import Callable

from aiogram.exceptions import TelegramAPIError

from botapi.errors import UNAVAILABLE, meaning
from botapi.message_numbers import SUPERGROUPS
from botapi.outcome import Outcome, Verdict
from botapi.sender import Sender
from broadcast.certainty.doubts import Answer, Doubt
from broadcast.finding.asking import answer, question
from broadcast.pace.limiter import Limiter
from broadcast.replies.calls import Heard, ReplyCalls
from broadcast.replies.queue import ChatMustWait, ReplyQueue
from db.certainty.doubts import CHANNEL
from runtime.clock import Clock

MOST = 5.0  # questions a second
LEAST = 1.0  # the same while a broadcast sends
SHARE = 0.05  # of a broadcast's rate, in between


class Asker:
    """`is_well`: the server answers and no ban is on."""

    def __init__(
        self,
        sender: Sender,
        limiter: Limiter,
        replies: ReplyQueue,
        clock: Clock,
        *,
        is_well: Callable[[], bool],
    ) -> None:
        self._sender = sender
        self._limiter = limiter
        self._calls = ReplyCalls(limiter, replies)
        self._clock = clock
        self.is_well = is_well
        self._groups: set[int] = set()  # of those that count for themselves: no channels
        self._next = 0.0  # when the next may leave (monotonic seconds)

    async def ask_about(self, doubt: Doubt, number: int) -> Answer:
        """Whether that is its number. In a channel it may be somebody else's post, which the bot
        may change: unless the markup is the run's own, nothing is asked there."""
        if doubt.chat_id <= SUPERGROUPS and not doubt.own_data:
            known = await self._can_be_asked(doubt.chat_id)
            if known is not None:
                return known
        return await self.ask(doubt.chat_id, number, doubt.markup or "")

    async def _can_be_asked(self, chat_id: int) -> Answer | None:
        """None: yes. Who was taken in from a list may be a channel without that it is known."""
        if chat_id in self._groups:
            return None
        await self._turn()
        try:
            kind = await self._sender.kind_of(chat_id)
        except TelegramAPIError as error:
            return Answer.LATER if meaning(error) in UNAVAILABLE else Answer.NOTHING
        if kind == CHANNEL:
            return Answer.NOTHING
        self._groups.add(chat_id)
        return None

    async def ask(self, chat_id: int, number: int, markup: str) -> Answer:
        """Whether the message of that number stands in the chat, with that markup."""
        await self._turn()
        call = question(markup)

        async def send() -> Outcome:
            return await self._sender.ask(call, chat_id, message_id=number)

        try:
            outcome = await self._calls.make(
                send, _heard, chat_id=chat_id, cost=1, edit=True, attempts=1
            )
        except ChatMustWait:
            return Answer.LATER
        return answer(outcome)

    async def _turn(self) -> None:
        await self._clock.sleep(self._next - self._clock.monotonic())
        self._next = self._clock.monotonic() + 1 / self._rate()

    def _rate(self) -> float:
        if not self._limiter.has_bulk:
            return MOST
        return max(LEAST, min(MOST, SHARE * self._limiter.rate))


def _heard(outcome: Outcome) -> Heard:
    if outcome.verdict is Verdict.FLOODED:
        return Heard(retry_after=outcome.retry_after)
    if outcome.verdict in (Verdict.UNCERTAIN, Verdict.NOT_SENT, Verdict.WITHHELD):
        return Heard()
    return Heard(accepted=outcome.verdict is Verdict.SENT)
