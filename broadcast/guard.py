"""Is it the message that Telegram refuses, or this recipient?

One refusal of the content may be a whim of one chat. Several in a row, with nothing accepted in
between, are the content's fault; so are fewer when the broadcast would end and nobody took it.
Then the broadcast pauses, and nobody is marked for it. Each step is judged for itself: an album
that everybody gets says nothing of the message with the buttons behind it.
"""

IN_A_ROW = 3  # refusals that condemn the content


class ContentGuard:
    """A policy for one run: it collects suspects and says when they are none."""

    def __init__(self, *, proven: bool = False) -> None:
        """`proven`: in an earlier run Telegram took the message, so that it is never at fault."""
        self._proven = proven
        self._suspects: dict[int, list[int]] = {}  # by step
        self._taken: set[int] = set()  # steps that somebody got
        self.condemned = False
        self.detail: str | None = None  # Telegram's words for the last refusal

    def accepted(self, step: int = 0) -> None:
        """Telegram took the message: the refusals before were about their recipients."""
        self._taken.add(step)
        self._suspects.pop(step, None)

    def refused(self, subscriber_id: int, detail: str | None, step: int = 0) -> bool:
        """True when the content is at fault: from now on, and for the suspects before."""
        self.detail = detail
        if self._proven:
            return False
        suspects = self._suspects.setdefault(step, [])
        if not self.condemned and len(suspects) + 1 < IN_A_ROW:
            suspects.append(subscriber_id)
            return False
        self.condemn()
        return True

    def condemn(self) -> None:
        self.condemned = True

    @property
    def unresolved(self) -> bool:
        """Some refused it, and nobody took it."""
        steps = tuple(self._suspects.items())  # asked in another thread too
        return any(found and step not in self._taken for step, found in steps)

    @property
    def suspects(self) -> tuple[int, ...]:
        """Recipients that were marked before it was clear that it is not about them."""
        return tuple(one for found in self._suspects.values() for one in found)
