"""The same reply to the same chat, only so often: whoever answers an answer would never end.

In a group or a channel another bot may say /start whenever it is told something. People who ask
again and again hardly notice the bound; two machines stop at it, because each waits for the other.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable

from aiogram.methods import SendMessage

from handlers.outbox.reply import Reply
from runtime.clock import Clock

MOST = 10  # times that a chat is told the same
WITHIN = 600.0  # seconds, from the first of them on
REMEMBERED = 20_000  # replies to chats; about 4 MB

logger = logging.getLogger(__name__)


class Repeats:
    """Passes replies on to `enqueue`."""

    def __init__(self, enqueue: Callable[[Reply], None], clock: Clock) -> None:
        self._enqueue = enqueue
        self._clock = clock
        self._said: OrderedDict[tuple[int | str, str], tuple[float, int]] = OrderedDict()

    def enqueue(self, reply: Reply) -> None:
        if not isinstance(reply, SendMessage) or self._may_say(reply.chat_id, reply.text):
            self._enqueue(reply)

    def _may_say(self, chat_id: int | str, text: str) -> bool:
        now, key = self._clock.monotonic(), (chat_id, text)
        since, times = self._said.get(key, (now, 0))
        if now - since > WITHIN:
            since, times = now, 0
        self._said[key] = (since, times + 1)
        self._said.move_to_end(key)
        if len(self._said) > REMEMBERED:
            self._said.popitem(last=False)
        if times == MOST:
            logger.warning("chat %s is told the same again and again: no more of it", chat_id)
        return times < MOST
