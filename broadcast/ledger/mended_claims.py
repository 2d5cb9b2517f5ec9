"""The claims of a mending, with the numbers of the messages that each recipient has."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.ledger.entries import Claim
from broadcast.model.mending.calls import Mending
from db.mending import claims as mended
from db.mending import numbers
from db.mending.numbers import SentMessages
from db.schema.states import SkipReason


async def with_messages(
    connection: AsyncConnection, mending: Mending, claims: Sequence[Claim]
) -> list[Claim]:
    """Those with anything to be done; the others are skipped, and say why, in the transaction that
    has claimed them."""
    if not claims:
        return []
    whose = [claim.subscriber_id for claim in claims]
    sent = await numbers.of_recipients(connection, mending.source_run_id, whose)
    able, nothing, unknown = [], [], []
    for claim in claims:
        theirs = sent.get(claim.subscriber_id, SentMessages())
        due = mending.due(claim.variant, theirs.messages)
        if claim.step < len(due):
            # A message is about its own place: a forum's topic is not asked for.
            able.append(replace(claim, messages=due, unsure=theirs.unsure, thread_id=None))
        elif theirs.unsure or claim.step:
            unknown.append(claim.subscriber_id)
        else:
            nothing.append(claim.subscriber_id)
    run_id = claims[0].run_id
    await mended.skip(connection, run_id, unknown, SkipReason.UNKNOWN)
    await mended.skip(connection, run_id, nothing, SkipReason.GONE)
    return able
