"""Who has reacted to what. What bots set themselves is part of the message's content."""

from collections import Counter, defaultdict
from typing import Any

Key = tuple[int, int]
"""The chat and the number of the message."""


class Reactions:
    def __init__(self) -> None:
        self._given: defaultdict[Key, dict[int, tuple[str, ...]]] = defaultdict(dict)
        self._changes = Counter[Key]()

    def react(self, key: Key, user_id: int, emoji: tuple[str, ...]) -> None:
        """In place of what they gave before; none take it back."""
        self._changes[key] += 1
        if emoji:
            self._given[key][user_id] = emoji
        else:
            self._given[key].pop(user_id, None)

    def changes(self, key: Key) -> int:
        """How often they have: whoever shows a message sees by it that there is something new."""
        return self._changes.get(key, 0)

    def of(self, key: Key, user_id: int) -> tuple[str, ...]:
        return self._given.get(key, {}).get(user_id, ())

    def counts(self, key: Key) -> list[dict[str, Any]]:
        """Bot API: ReactionCount, the commonest first."""
        told = Counter(emoji for given in self._given.get(key, {}).values() for emoji in given)
        return [{"type": kind(one), "total_count": count} for one, count in told.most_common()]


def kind(emoji: str) -> dict[str, Any]:
    """Bot API: ReactionType."""
    return {"type": "emoji", "emoji": emoji}
