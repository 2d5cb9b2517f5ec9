"""What was found out about lost answers, held against what came to be.

The database itself writes down each verdict as it is reached: what was sent again may be in doubt
once more. They are judged by numbers: what the call in doubt has brought about has one of its
window, and what was sent again after it has none.
"""

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import text

from botapi.message_numbers import SUPERGROUPS
from botapi_sandbox.control import Control, Landed
from db.connection.database import Database
from db.schema.states import Found as Outcome
from tests.engine.judge import Found, judge, judge_verdicts, rows_of
from tests.engine.truth import Census

TABLE = (
    "CREATE TABLE verdicts (run_id BIGINT, subscriber_id BIGINT, step INT, chat_id BIGINT,"
    " low BIGINT, found TEXT, reason TEXT, evidence TEXT)"
)
NOTE = (
    "INSERT INTO verdicts VALUES (NEW.run_id, NEW.subscriber_id, NEW.step, NEW.chat_id,"
    " NEW.low, NEW.found, NEW.reason, NEW.evidence)"
)
BEGIN = "CREATE TRIGGER found_out AFTER UPDATE OF found ON doubts FOR EACH ROW WHEN"
FUNCTION = "CREATE FUNCTION note_found() RETURNS trigger LANGUAGE plpgsql"
REACHED = "(NEW.found IS NOT NULL)"
MAKE = {
    "sqlite": [f"{BEGIN} {REACHED} BEGIN {NOTE}; END"],
    "postgresql": [
        f"{FUNCTION} AS $$ BEGIN {NOTE}; RETURN NULL; END $$",
        f"{BEGIN} {REACHED} EXECUTE FUNCTION note_found()",
    ],
}


class Reached(NamedTuple):
    """A verdict; `chat_id` of a group, as it was; `high` is infinite where none of the window is
    known; `is_known`: whose chat it is was still known in the end."""

    run_id: int
    subscriber_id: int
    step: int
    chat_id: int | None
    low: int
    found: Outcome
    reason: str
    high: float
    is_known: bool


async def watch_verdicts(database: Database) -> None:
    """From now on, whoever writes."""
    async with database.write() as connection:
        for statement in (TABLE, *MAKE[database.dialect]):
            await connection.exec_driver_sql(statement)


async def verdicts_of(database: Database, run_ids: Collection[int]) -> list[Reached]:
    return [one for one in await all_verdicts(database) if one.run_id in run_ids]


async def open_doubts(database: Database) -> list[int]:
    """The subscribers about whom something is still to be found out."""
    query = text("SELECT subscriber_id FROM doubts WHERE found IS NULL")
    async with database.read() as connection:
        return list((await connection.execute(query)).scalars())


async def expect_right(
    database: Database,
    control: Control,
    census: Census,
    family: Sequence[int],
    words: Sequence[str],
) -> None:
    """`family`: a run, and those that sent it again; `words`: what each step's message says."""
    of_steps = [await control.landed(_common(said)) for said in words]
    rows = await rows_of(database, family, census)
    everything = [one for of_step in of_steps for one in of_step]
    said = judge(everything, rows, moved=census.moved).wrong()
    assert not said, f"the ledger is wrong: {said}"
    for run_id in family:
        others = await rows_of(database, [one for one in family if one != run_id], census)
        known = {(row.chat_id, number) for row in others for number in row.numbers}
        for verdict in await verdicts_of(database, [run_id]):
            if verdict.found is Outcome.UNKNOWN:
                continue
            of_counter = _of_counter(of_steps[verdict.step], verdict, census)
            of_window = _of_window(of_counter, verdict, known)
            found = Found(
                chat_id=census.chats[verdict.subscriber_id],
                sent=verdict.found is Outcome.SENT,
                at=math.inf,
            )
            wrong = judge_verdicts(of_window, [found]).wrong()
            assert not wrong, f"a wrong verdict: {wrong}, {verdict}, landed: {of_window}"


def _of_counter(landed: Sequence[Landed], verdict: Reached, census: Census) -> list[Landed]:
    """Of the account's, or of the supergroup's own; under the ids that chats had at first."""
    chat_id = verdict.chat_id
    if chat_id is None or chat_id > SUPERGROUPS:
        return [one for one in landed if one.chat_id > SUPERGROUPS]
    return [
        replace(one, chat_id=census.first_id(chat_id)) for one in landed if one.chat_id == chat_id
    ]


def _of_window(
    landed: Sequence[Landed], verdict: Reached, known: Collection[tuple[int, int]]
) -> list[Landed]:
    """Without what other runs are known to have sent."""
    return [
        one
        for one in landed
        if verdict.low < one.number < verdict.high and (one.chat_id, one.number) not in known
    ]


def _common(said: str) -> str:
    """What all messages of a step say, those of an album too."""
    return said.removesuffix(";")


async def all_verdicts(database: Database) -> list[Reached]:
    known = "EXISTS (SELECT 1 FROM subscribers WHERE subscribers.id = verdicts.subscriber_id)"
    async with database.read() as connection:
        rows = (await connection.execute(text(f"SELECT *, {known} FROM verdicts"))).all()
    return [
        Reached(
            run_id=run_id,
            subscriber_id=subscriber,
            step=step,
            chat_id=chat_id,
            low=low,
            found=Outcome(found),
            reason=reason,
            high=json.loads(evidence or "{}").get("high") or math.inf,
            is_known=bool(is_known),
        )
        for run_id, subscriber, step, chat_id, low, found, reason, evidence, is_known in rows
    ]
