"""Whom a run is for, in the order of their numbers: those who match, or some of another run's."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, literal, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience import facts
from db.audience.audience import Audience
from db.audience.facts import Facts
from db.audience.keys import Keys, keys_of
from db.broadcasts.variants import Split, Variants, chosen, variants_of_run
from db.ledger.open_deliveries import capped_keys, held_keys, open_keys
from db.schema.ledger import deliveries, runs, version_tests
from db.schema.states import DeliveryState, SkipReason
from db.schema.subscribers import subscribers

HELD_BACK = {"state": DeliveryState.SKIPPED, "reason": SkipReason.HELD}


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """Those who match an audience, from the first step on; some of them may have to wait."""

    audience: Audience
    facts: Facts
    variants: Variants
    split: Split | None = None

    def keys(self, after: int, upto: int) -> Keys:
        """The subscriber numbers above `after`, up to `upto`, in order."""
        return keys_of(self.audience, self.facts, after=after, upto=upto)

    def rows(self, run_id: int, after: int, upto: int) -> Select[Any]:
        """New rows of the ledger, of those who need not wait."""
        wanted = true() if self.split is None else ~self.split.waits(subscribers.c.id)
        return self._rows(run_id, after, upto, wanted)

    def waiting(self, run_id: int, after: int, upto: int) -> Select[Any] | None:
        """Of those who wait until it is decided which version is better, with state and reason;
        None where nobody does."""
        if self.split is None:
            return None
        rows = self._rows(run_id, after, upto, self.split.waits(subscribers.c.id))
        return rows.add_columns(*map(literal, HELD_BACK.values()))

    async def placed(self, connection: AsyncConnection, number: int) -> dict[str, Any]:
        """What a row of this subscriber's begins with, whoever matches."""
        waits = false() if self.split is None else self.split.waits(subscribers.c.id)
        query = select(chosen(self.variants, self.split), waits).where(subscribers.c.id == number)
        variant, held = (await connection.execute(query)).one()
        return {"variant": variant, **(HELD_BACK if held else {})}

    def _rows(self, run_id: int, after: int, upto: int, wanted: ColumnElement[bool]) -> Select[Any]:
        numbers, variant = self.keys(after, upto), chosen(self.variants, self.split)
        if isinstance(numbers, Select):  # of the subscribers' table alone
            columns = literal(run_id), subscribers.c.id, literal(0), variant
            return numbers.with_only_columns(*columns).where(wanted)
        found = numbers.subquery()
        rows = select(literal(run_id), found.c.id, literal(0), variant).select_from(found)
        if self.variants:
            rows = rows.join(subscribers, subscribers.c.id == found.c.id).where(wanted)
        return rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Again:
    """The recipients of another run who are in one of these states."""

    run_id: int
    states: tuple[DeliveryState, ...]
    capped: bool = False  # those whom the cap left out instead

    def keys(self, after: int, upto: int) -> Select[int]:
        number = deliveries.c.subscriber_id
        if self.capped:
            return capped_keys(self.run_id).where(number > after, number <= upto)
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

    def waiting(self, run_id: int, after: int, upto: int) -> None:
        """Everybody goes on at once."""

    async def placed(self, connection: AsyncConnection, number: int) -> dict[str, Any]:  # noqa: ARG002
        """Nobody is put in place of another one (merges.being_copied)."""
        return {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Those of another run who waited for the better of its versions: they get that one."""

    run_id: int
    variants: Variants

    def keys(self, after: int, upto: int) -> Select[int]:
        number = deliveries.c.subscriber_id
        return held_keys(self.run_id).where(number > after, number <= upto)

    def rows(self, run_id: int, after: int, upto: int) -> Select[Any]:
        """In everybody's own language; who was erased meanwhile is skipped by the claim."""
        numbers = self.keys(after, upto).subquery()
        number = numbers.c.subscriber_id
        return (
            select(literal(run_id), number, literal(0), chosen(self.variants))
            .select_from(numbers)
            .outerjoin(subscribers, subscribers.c.id == number)
        )

    def waiting(self, run_id: int, after: int, upto: int) -> None:
        """Nobody does any more."""

    async def placed(self, connection: AsyncConnection, number: int) -> dict[str, Any]:  # noqa: ARG002
        """As for those who get it again."""
        return {}


async def recipients_of(connection: AsyncConnection, run_id: int) -> Matching | Again | Held:
    """Of a run that was launched: its audience is asked as it was fixed then."""
    query = (
        select(
            runs.c.broadcast_id,
            runs.c.audience,
            runs.c.source_run_id,
            runs.c.launched_at,
            version_tests.c.versions,
            version_tests.c.share,
        )
        .outerjoin(version_tests, version_tests.c.run_id == runs.c.id)
        .where(runs.c.id == run_id)
    )
    row = (await connection.execute(query)).one()
    audience, source = Audience.load(row.audience), row.source_run_id
    # A run that is not known leaves nobody to send to: never everyone.
    if audience.again or audience.capped:
        return Again(run_id=source or 0, states=audience.again, capped=audience.capped)
    variants = await variants_of_run(connection, run_id)
    if audience.held:
        return Held(run_id=source or 0, variants=variants)
    split = None
    if row.versions is not None:
        split = Split(broadcast_id=row.broadcast_id, versions=row.versions, share=row.share)
    return Matching(
        audience=audience,
        facts=await facts.read(connection, audience, now=row.launched_at),
        variants=variants,
        split=split,
    )
