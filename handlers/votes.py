"""What Telegram tells of votes: in polls that are not anonymous and that the bot itself sent."""

from aiogram import Router
from aiogram.types import PollAnswer

from botapi.reading import poll_number
from broadcast.doors.doors import Doors


def build_votes_router() -> Router:
    """Asking for these updates is part of it: allowed_updates names what is handled."""
    router = Router(name="votes")
    router.poll_answer.register(on_vote)
    return router


async def on_vote(answer: PollAnswer, doors: Doors) -> None:
    """By number: nobody adds options to a broadcast's poll, so the numbers stay what they are."""
    voter = answer.user or answer.voter_chat
    poll_id = poll_number(answer.poll_id)
    if voter is not None and poll_id is not None:
        await doors.votes.record(poll_id, voter.id, answer.option_ids)
