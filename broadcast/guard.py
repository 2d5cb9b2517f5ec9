"""Is it the message that Telegram refuses, or this recipient?

One refusal of the content may be a whim of one chat. Several in a row, with nothing accepted in
between, are the content's fault; so are fewer when the broadcast would end and nobody took it.
Then the broadcast pauses, and nobody is marked for it.
"""

IN_A_ROW = 3  # refusals that condemn the content


class ContentGuard:
    """A policy for one run: it collects suspects and says when they are none."""

    def __init__(self) -> None:
        self._suspects: list[int] = []
        self._taken = False  # somebody got the message
        self.condemned = False
        self.detail: str | None = None  # Telegram's words for the last refusal

    def accepted(self) -> None:
        """Telegram took the message: the refusals before were about their recipients."""
        self._taken = True
        self._suspects.clear()

    def refused(self, subscriber_id: int, detail: str | None) -> bool:
        """True when the content is at fault: from now on, and for the suspects before."""
        self.detail = detail
        if not self.condemned and len(self._suspects) + 1 < IN_A_ROW:
            self._suspects.append(subscriber_id)
            return False
        self.condemn()
        return True

    def condemn(self) -> None:
        self.condemned = True

    @property
    def unresolved(self) -> bool:
        """Some refused it, and nobody took it."""
        return bool(self._suspects) and not self._taken

    @property
    def suspects(self) -> tuple[int, ...]:
        """Recipients that were marked before it was clear that it is not about them."""
        return tuple(self._suspects)
