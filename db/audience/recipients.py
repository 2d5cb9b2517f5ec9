"""Whom a run is for, in the order of their numbers: those who match, or some of another run's."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience import facts
from db.audience.audience import Audience
from db.audience.facts import Facts
from db.audience.keys import Keys, keys_of
from db.broadcasts.variants import Languages, chosen, languages_of_run
from db.ledger.open_deliveries import open_keys
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState
from db.schema.subscribers import subscribers


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """Those who match an audience, from the first step on."""

    audience: Audience
    facts: Facts
    languages: Languages

    def keys(self, after: int, upto: int) -> Keys:
        """The subscriber numbers above `after`, up to `upto`, in order."""
        return keys_of(self.audience, self.facts, after=after, upto=upto)

    def rows(self, run_id: int, after: int, upto: int) -> Select[Any]:
        """New rows of the ledger."""
        numbers = self.keys(after, upto)
        variant = chosen(self.languages)
        if isinstance(numbers, Select):  # of the subscribers' table alone
            return numbers.with_only_columns(literal(run_id), subscribers.c.id, literal(0), variant)
        found = numbers.subquery()
        rows = select(literal(run_id), found.c.id, literal(0), variant).select_from(found)
        if any(self.languages):
            rows = rows.join(subscribers, subscribers.c.id == found.c.id)
        return rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Again:
    """The recipients of another run who are in one of these states."""

    run_id: int
    states: tuple[DeliveryState, ...]

    def keys(self, after: int, upto: int) -> Select[int]:
        number = deliveries.c.subscriber_id
        in_question = union_all(
            *(
                open_keys(self.run_id, state, after=after).where(number <= upto).order_by(None)
                for state in self.states
            )
        ).subquery()
        return select(in_question.c.subscriber_id).order_by(in_question.c.subscriber_id)

    def rows(self, run_id: int, after: int, upto: int) -> Select[Any]:
        """Everybody goes on at the step that is missing, in the variant that was begun."""
        numbers = self.keys(after, upto).subquery()
        return (
            select(
                literal(run_id),
                deliveries.c.subscriber_id,
                deliveries.c.step,
                deliveries.c.variant,
            )
            .select_from(numbers)
            .join(deliveries, deliveries.c.subscriber_id == numbers.c.subscriber_id)
            .where(deliveries.c.run_id == self.run_id)
        )


async def recipients_of(connection: AsyncConnection, run_id: int) -> Matching | Again:
    """Of a run that was launched: its audience is asked as it was fixed then."""
    query = select(runs.c.audience, runs.c.source_run_id, runs.c.launched_at)
    row = (await connection.execute(query.where(runs.c.id == run_id))).one()
    audience = Audience.load(row.audience)
    if audience.again:
        # A run that is not known leaves nobody to send to: never everyone.
        return Again(run_id=row.source_run_id or 0, states=audience.again)
    return Matching(
        audience=audience,
        facts=await facts.read(connection, audience, now=row.launched_at),
        languages=await languages_of_run(connection, run_id),
    )
