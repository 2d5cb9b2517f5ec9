"""How the bot does."""

import math

from bot.api.core.call import Act, Call, Given, told
from bot.api.core.mandate import Answer
from bot.api.core.shapes.people import HaltView, StatusView
from db.schema.states import ApiRight


async def status(call: Call, _: Given) -> Answer:
    office = call.office
    halts = office.status.halts()
    _shown, drafts = await office.doors.drafts.page(limit=0)
    _plans, planned = await office.doors.plans.page(limit=0)
    return told(
        StatusView(
            bot_id=office.bot_id,
            username=office.username,
            able_to_send=not halts,
            halts=[
                HaltView(reason=one.reason.value, seconds=math.ceil(one.seconds)) for one in halts
            ],
            subscribers=await office.subscribers.counts(),
            unfinished=[one.id for one in await office.doors.reports.unfinished()],
            drafts=drafts,
            planned=planned,
        )
    )


STATUS = (
    Act(
        name="get_status",
        does=status,
        rights=tuple(ApiRight),
        tells=StatusView,
        once=False,
        summary="Whether the bot can send, how many are subscribed, what is under way.",
    ),
)
