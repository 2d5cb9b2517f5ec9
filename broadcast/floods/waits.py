"""Who has to wait because of a 429, and until when: the token, all edits, or a chat.

The evidence (broadcast/floods/scope.py) names it; here the deadlines are kept.
"""

from collections.abc import Callable

from broadcast.floods.chat_waits import ChatWaits
from broadcast.floods.gate import FloodGate, Gate
from broadcast.floods.scope import Chat, FloodScopes, Scope, Sign, Wait, is_person
from runtime.clock import Clock

LEAST = 1.0  # seconds: a 429 that asks for no time at all means some
LONGEST_BAN = 366 * 86_400.0  # seconds that are believed
PASS_OVER = 2.0  # seconds after a ban for which the probe looks for a chat that has not refused


class FloodWaits:
    """The deadlines that 429s have set. `gate` is the token's."""

    def __init__(
        self,
        clock: Clock,
        *,
        remembered: Gate | None = None,
        on_gate: Callable[[Gate], None] | None = None,
    ) -> None:
        self._clock = clock
        self._scopes = FloodScopes()
        self._chats = ChatWaits(clock)
        self._edits = FloodGate(clock)
        self.gate = FloodGate(clock, on_change=on_gate)
        # Whether nobody but groups tells of the token's ban. Then they are not asked one after the
        # other: a person, who is the better witness, would have to wait until they had refused.
        self._only_groups = False
        if remembered is not None:
            self._recall(remembered)

    def flooded(self, sign: Sign, retry_after: float) -> bool:
        """Whether the token is (still) taken for banned because of this answer."""
        now = self._clock.monotonic()
        seconds = min(retry_after if retry_after > 0 else LEAST, LONGEST_BAN)
        waits = self._scopes.flooded(sign, now, now + seconds)
        for wait in waits:
            self._obey(wait)
        return any(wait.scope is Scope.TOKEN for wait in waits)

    def answered(self, sign: Sign, *, accepted: bool) -> bool:
        """True when the token turned out not to be banned, though it seemed to be.

        A refusal (not `accepted`) proves nothing before the time: some the server makes up by
        itself, without asking Telegram.
        """
        gate = self._edits if sign.edit else self.gate
        gate.answered(sign.left_at)
        if not accepted:
            return False
        self._chats.open(sign.chat, sign.left_at, edits=sign.edit)
        cleared = self._scopes.answered(sign, self._clock.monotonic())
        if cleared is None:
            return False
        for wait in cleared:
            self._obey(wait)
        closed = gate.seconds > 0
        gate.open()
        return closed and not sign.edit

    def chat_wait(self, chat: Chat, *, edit: bool = False) -> float:
        """Seconds for which this chat wants nothing, or none of its edits; 0: it may be asked."""
        if not edit:
            return self._chats.wait(chat)
        wait = max(self._chats.wait(chat, edits=True), self._edits.wait)
        if wait == 0 and self._edits.seconds > 0 and self._scopes.refused(chat, edit=True):
            return self._edits.seconds  # a try tells only in another chat
        return wait

    def chat_asked_to_wait(self, chat: Chat, seconds: float) -> None:
        """It did so before a restart."""
        self._chats.close(chat, self._clock.monotonic() + seconds)

    def reply_wait(self, chat: Chat, *, edit: bool = False) -> float:
        """The same for a reply, which a group may have to leave to a person."""
        own = self.chat_wait(chat, edit=edit)
        if edit or is_person(chat) or not self._only_groups:
            return own
        suspicion = self.gate.seconds if self._scopes.refused(chat) else self.gate.wait
        return max(own, suspicion)

    def reply_leaves(self, chat: Chat, *, edit: bool) -> None:
        if edit:
            self._edits.tried()
        elif not is_person(chat) and self.gate.wait == 0:
            self.gate.tried()  # the others leave it to this one

    def passes_over(self, chat: Chat) -> bool:
        """Whether the probe had better go to another chat: this one has refused."""
        if not self.gate.probing or not self._scopes.refused(chat):
            return False
        return self._clock.monotonic() < self.gate.until + PASS_OVER

    def _recall(self, gate: Gate) -> None:
        """As if some chat had just said it. A clock that was set back must not ban us."""
        seconds = min(gate.until - self._clock.time(), gate.length)
        if seconds > 0:
            sign = Sign(chat=None, edit=False, left_at=self._clock.monotonic())
            self.flooded(sign, seconds)

    def _obey(self, wait: Wait) -> None:
        if wait.scope is Scope.TOKEN:
            self._only_groups = wait.only_groups
            self.gate.close(wait.until - self._clock.monotonic(), doubt=wait.doubt)
        elif wait.scope is Scope.EDITS:
            self._edits.close(wait.until - self._clock.monotonic(), doubt=wait.doubt)
        else:
            self._chats.close(wait.chat, wait.until, edits=wait.scope is Scope.CHAT_EDITS)
