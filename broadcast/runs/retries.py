"""Who of a run is worth asking once more, after an answer that settles nothing for them alone."""

from collections import Counter

MOST_FLOODS = 5  # of one chat that says 429 by itself, while others take the message
MOST_LOST = 5  # answers of a mending, for one recipient, while others' come


class Retries:
    """By subscriber number, until they have an outcome. True: they are asked again."""

    def __init__(self) -> None:
        self._floods: Counter[int] = Counter()
        self._lost: Counter[int] = Counter()
        self._left_behind: dict[int, set[int]] = {}  # chats that moved elsewhere

    def after_flood(self, subscriber_id: int) -> bool:
        """The chat itself asked to wait."""
        self._floods[subscriber_id] += 1
        return self._floods[subscriber_id] < MOST_FLOODS

    def after_lost_answer(self, subscriber_id: int) -> bool:
        """To edit, delete or pin twice does no harm."""
        self._lost[subscriber_id] += 1
        return self._lost[subscriber_id] < MOST_LOST

    def after_move(self, subscriber_id: int, chat_id: int, new_chat_id: int | None) -> bool:
        """The chat has moved: not to where it was before, for that would never end."""
        left_behind = self._left_behind.setdefault(subscriber_id, set())
        left_behind.add(chat_id)
        return new_chat_id not in left_behind

    def done(self, subscriber_id: int) -> None:
        """They have an outcome. Where their chat was stays known: a row may be put back."""
        del self._floods[subscriber_id], self._lost[subscriber_id]
