"""Votes. A poll's text is content like any other; only who voted is kept apart."""

from collections import Counter, defaultdict
from typing import Any

from sandbox.contents import Body

Key = tuple[int, int]
"""The chat and the number of the message that carries the poll."""


class Polls:
    def __init__(self) -> None:
        self._votes: defaultdict[Key, dict[int, tuple[int, ...]]] = defaultdict(dict)

    @staticmethod
    def poll_id(bot_id: int, number: int) -> str:
        return str((bot_id << 32) + number)

    def vote(self, key: Key, user_id: int, options: list[int]) -> None:
        """No options: the vote is taken back."""
        if options:
            self._votes[key][user_id] = tuple(options)
        else:
            self._votes[key].pop(user_id, None)

    def chosen(self, key: Key, user_id: int) -> list[int]:
        """The options somebody voted for; none without a vote."""
        return list(self._votes.get(key, {}).get(user_id, ()))

    def shown(self, key: Key, bot_id: int, poll: Body) -> Body:
        """The poll as Bot API object, with its id and its counts."""
        votes = self._votes.get(key, {})
        counts = Counter(option for chosen in votes.values() for option in chosen)
        options: list[dict[str, Any]] = [
            {"persistent_id": str(place)} | option | {"voter_count": counts[place]}
            for place, option in enumerate(poll["options"])
        ]
        return {
            "id": self.poll_id(bot_id, key[1]),
            **poll,
            "options": options,
            "total_voter_count": len(votes),
        }
