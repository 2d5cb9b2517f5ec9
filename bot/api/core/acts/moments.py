"""From the moment that was asked for to Unix seconds: words are read as the chat reads them."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.api.core.call import Call
from bot.api.core.refusals import Refused
from bot.api.core.shapes.broadcasts import PlanShape
from handlers.admin.moments.meaning import FARTHEST, Meant, Why, meant_by
from handlers.admin.moments.typed.days import Mistake

_MISTAKES = {
    Mistake.UNREADABLE: "That is no moment: say 'tomorrow 9', 'fri 19:00' or 'in 90 min'.",
    Mistake.NO_SUCH_DAY: "There is no such day.",
    Mistake.NO_SUCH_TIME: "There is no such time of the day.",
    Mistake.TOO_FAR: "That is more than a year ahead.",
    Mistake.OTHER_WEEKDAY: "That day is another weekday.",
    Mistake.ZONE: "Words are read in the bot's own time zone: leave the other one out.",
}
_QUESTIONS = {
    Why.PAST: "That is over already.",
    Why.SKIPPED: "The clocks are put forward over that time.",
    Why.REPEATED: "The clocks are put back then and show that time twice.",
}


async def moment_of(asked: PlanShape, call: Call) -> int:
    """Raises Refused for words that are no moment, or of which the chat would ask what is meant."""
    if asked.at is not None:
        return require_near(asked.at, call.now)
    office = call.office
    languages = [one.code.partition("-")[0] for one in office.texts.locales]
    read = partial(meant_by, now=call.now, zone=office.timezone, languages=languages)
    meant = await asyncio.to_thread(read, asked.when or "")  # languages' data are read from files
    if isinstance(meant, Mistake):
        raise Refused(
            status=422, code="bad_moment", detail=_MISTAKES[meant], more={"why": meant.value}
        )
    if meant.why is not Why.FINE:
        raise _unclear(meant, office.timezone)
    return meant.moments[0]


def require_near(at: datetime, now: int) -> int:
    """In Unix seconds. Further ahead than the chat takes it is a slip. Raises Refused."""
    if (moment := int(at.timestamp())) > now + FARTHEST.total_seconds():
        why = Mistake.TOO_FAR
        raise Refused(status=422, code="bad_moment", detail=_MISTAKES[why], more={"why": why.value})
    return moment


def _unclear(meant: Meant, zone: ZoneInfo) -> Refused:
    choices = [datetime.fromtimestamp(moment, zone).isoformat() for moment in meant.moments]
    return Refused(
        status=422,
        code="bad_moment",
        detail=f"{_QUESTIONS[meant.why]} Is it {_in_words(choices)}?",
        more={"why": meant.why.value, "choices": choices},
    )


def _in_words(choices: Sequence[str]) -> str:
    return " or ".join(choices)
