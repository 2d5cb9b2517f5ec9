"""Votes. A poll's text is content like any other; only who voted is kept apart."""

from collections import Counter, defaultdict
from typing import Any

from botapi_sandbox.content.contents import Body

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

    def objection(self, key: Key, user_id: int, poll: Body, options: list[int]) -> str | None:
        """Why no client would let somebody vote like that; None when it would."""
        if poll["is_closed"]:
            return "that poll is closed"
        if any(not 0 <= option < len(poll["options"]) for option in options):
            return f"that poll has {len(poll['options'])} options, counted from 0"
        if len(set(options)) != len(options):
            return "an option counts once"
        if len(options) > 1 and not poll["allows_multiple_answers"]:
            return "that poll takes one answer"
        if self.chosen(key, user_id) and not poll["allows_revoting"]:
            return "in that poll a vote can't be changed"
        return None

    def shown(self, key: Key, bot_id: int, poll: Body) -> Body:
        """The poll as Bot API object, with its id and its counts."""
        votes = self._votes.get(key, {})
        counts = Counter(option for chosen in votes.values() for option in chosen)
        options: list[dict[str, Any]] = [
            {"persistent_id": persistent_id(place)} | option | {"voter_count": counts[place]}
            for place, option in enumerate(poll["options"])
        ]
        return {
            "id": self.poll_id(bot_id, key[1]),
            **poll,
            "options": options,
            "total_voter_count": len(votes),
        }

    def answer(self, poll: Body, user: Body, options: list[int]) -> Body:
        """Bot API: PollAnswer, about a poll as `shown`."""
        chosen = [poll["options"][place]["persistent_id"] for place in options]
        return {
            "poll_id": poll["id"],
            "user": user,
            "option_ids": options,
            "option_persistent_ids": chosen,
        }


def persistent_id(place: int) -> str:
    """Of an option that nobody added later; it looks like nothing one could count with."""
    return f"o{place}"
