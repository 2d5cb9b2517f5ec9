"""Is it the message that Telegram refuses, or this recipient?

One refusal of the content may be a whim of one chat. Several in a row, with nothing accepted in
between, are the content's fault: then the broadcast pauses, and nobody is marked for it.
"""

IN_A_ROW = 3  # refusals that condemn the content; fewer for a smaller audience


class ContentGuard:
    """A policy for one run: it collects suspects and says when they are none."""

    def __init__(self, audience: int) -> None:
        self._limit = min(IN_A_ROW, max(1, audience))
        self._suspects: list[int] = []
        self.condemned = False

    def accepted(self) -> None:
        """Telegram took the message: the refusals before were about their recipients."""
        self._suspects.clear()

    def refused(self, subscriber_id: int) -> bool:
        """True when the content is at fault: from now on, and for the suspects before."""
        if self.condemned:
            return True
        if len(self._suspects) + 1 >= self._limit:
            self.condemned = True
            return True
        self._suspects.append(subscriber_id)
        return False

    @property
    def suspects(self) -> tuple[int, ...]:
        """Recipients that were marked before it was clear that it is not about them."""
        return tuple(self._suspects)
