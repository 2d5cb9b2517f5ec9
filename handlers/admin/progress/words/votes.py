"""Votes in a broadcast's poll, as reports and cards show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from handlers.language.names import isolated
from handlers.language.texts import Texts

LONGEST_OPTION = 60  # characters; Telegram allows 100


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionVotes:
    option: str
    votes: int


async def votes_of(broadcast: Broadcast, doors: Doors) -> list[OptionVotes]:
    """Of each option; nothing where there is no poll, or where nobody is told who votes."""
    poll = Content.load(broadcast.content).poll
    if poll is None or not poll.votes or broadcast.run_id is None:
        return []
    tally = await doors.votes.tally(broadcast.run_id)
    return [
        OptionVotes(option=str(option.get("text", "")), votes=tally.get(number, 0))
        for number, option in enumerate(poll.params.get("options", ()))
    ]


def vote_lines(votes: Sequence[OptionVotes], texts: Texts, locale: str) -> list[str]:
    if not votes:
        return []
    lines = [
        texts.get(
            "votes-line",
            locale,
            option=isolated(one.option, LONGEST_OPTION),
            count=str(one.votes),
        )
        for one in votes
    ]
    return ["", texts.get("votes-title", locale), *lines]
