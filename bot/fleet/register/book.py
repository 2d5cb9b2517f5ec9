"""What the nodes write down for each other: who is there, and whose job it is to serve which bot.

A job is procrastinate's: its lock keeps a bot from being served twice, its queue is its node's, its
number is the epoch. Their own way to tell that a worker is gone is not used: it goes by the
server's clock, which may be set, and a heartbeat of a worker that was taken for gone comes through
in silence.
"""

from collections.abc import Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self, cast

from procrastinate import PsycopgConnector
from procrastinate.jobs import Job as Deferred
from procrastinate.jobs import Status
from procrastinate.manager import JobManager
from psycopg import AsyncConnection
from psycopg.rows import dict_row

from bot.fleet.rules import Job, JobState

TASK = "serve"
QUEUE = "node:"  # and the node's name
ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('herald assigns bots', 0)) AS alone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """One node as it wrote itself down; `worker`: None, nobody has heard of it for long."""

    name: str
    worker: int | None
    address: str | None
    version: str
    leaving: bool
    bots: frozenset[int]
    beat: object  # changes with each heartbeat


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """All of it, as it stands."""

    nodes: tuple[Standing, ...]
    jobs: tuple[Job, ...]
    workers: Mapping[int, int | None]  # whose the jobs are that are served, by job
    enabled: frozenset[int]
    # By worker, what changes with each heartbeat: also of one whose name another node has by now.
    beats: Mapping[int, object] = field(default_factory=dict)


class _Over:
    """What procrastinate takes for a pool: the connection that there is."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @asynccontextmanager
    async def connection(self) -> Any:
        yield self._connection


class Book:
    """Read and written over a connection that somebody else has opened, and begun."""

    def __init__(self, connection: AsyncConnection, jobs: JobManager) -> None:
        self._connection = connection
        self._jobs = jobs

    @classmethod
    async def over(cls, connection: AsyncConnection) -> Self:
        connector = PsycopgConnector()
        await connector.open_async(pool=cast("Any", _Over(connection)))
        return cls(connection, JobManager(connector))

    async def sign_on(
        self, name: str, *, address: str | None, version: str, bots: Collection[int]
    ) -> int:
        """A node comes, or comes back; gives its worker's number. Those that died long ago are not
        remembered any longer (by the server's clock: nothing depends on them)."""
        await self._do(
            "DELETE FROM nodes WHERE seen_at < now() - interval '1 day'"
            " AND worker NOT IN (SELECT id FROM procrastinate_workers)"
        )
        worker = await self._jobs.register_worker()
        await self._do(
            "INSERT INTO nodes (name, worker, address, version, bots)"
            " VALUES (%(name)s, %(worker)s, %(address)s, %(version)s, %(bots)s)"
            " ON CONFLICT (name) DO UPDATE SET worker = excluded.worker, leaving = false,"
            " address = excluded.address, version = excluded.version, bots = excluded.bots,"
            " started_at = now(), seen_at = now()",
            name=name,
            worker=worker,
            address=address,
            version=version,
            bots=list(bots),
        )
        return worker

    async def enable(self, bots: Collection[int]) -> None:
        """Somebody names their tokens, perhaps new ones."""
        await self._do(
            "INSERT INTO bots (id) SELECT unnest(%(bots)s::bigint[])"
            " ON CONFLICT (id) DO UPDATE SET enabled = true, why = NULL",
            bots=list(bots),
        )

    async def disable(self, bot: int, why: str) -> None:
        """Nobody needs to try it until somebody has done something."""
        await self._do(
            "UPDATE bots SET enabled = false, why = %(why)s WHERE id = %(bot)s", bot=bot, why=why
        )

    async def sign_off(self, name: str, worker: int) -> None:
        await self._do(
            "DELETE FROM nodes WHERE name = %(name)s AND worker = %(worker)s",
            name=name,
            worker=worker,
        )
        await self._jobs.unregister_worker(worker)

    async def beat(self, name: str, worker: int, *, leaving: bool, bots: Collection[int]) -> bool:
        """False: this node was taken for gone, or another one has its name."""
        rows = await self._do(
            "WITH beat AS (UPDATE procrastinate_workers SET last_heartbeat = clock_timestamp()"
            " WHERE id = %(worker)s RETURNING id)"
            " UPDATE nodes SET seen_at = clock_timestamp(), leaving = %(leaving)s, bots = %(bots)s"
            " FROM beat WHERE name = %(name)s AND worker = beat.id RETURNING name",
            name=name,
            worker=worker,
            leaving=leaving,
            bots=list(bots),
        )
        return bool(rows)

    async def read(self) -> Page:
        nodes = await self._do(
            "SELECT name, w.id AS worker, address, version, leaving, bots, last_heartbeat AS beat"
            " FROM nodes LEFT JOIN procrastinate_workers w ON w.id = worker"
        )
        jobs = await self._do(
            "SELECT id, lock, queue_name, status::text, abort_requested, worker_id"
            " FROM procrastinate_jobs WHERE status IN ('todo', 'doing') ORDER BY id"
        )
        enabled = await self._do("SELECT id FROM bots WHERE enabled")
        workers = await self._do("SELECT id, last_heartbeat AS beat FROM procrastinate_workers")
        return Page(
            nodes=tuple(Standing(**{**row, "bots": frozenset(row["bots"])}) for row in nodes),
            jobs=tuple(_job(row) for row in jobs),
            workers={row["id"]: row["worker_id"] for row in jobs if row["status"] == "doing"},
            enabled=frozenset(row["id"] for row in enabled),
            beats={row["id"]: row["beat"] for row in workers},
        )

    async def alone(self) -> bool:
        """Whether nobody else assigns just now; so until the end of the transaction."""
        return bool((await self._do(ALONE))[0]["alone"])

    async def forget(self, silent: Mapping[int, object]) -> list[int]:
        """Those whose last heartbeat is still that one are gone; gives them. Whoever beats at the
        same moment is not."""
        gone = []
        for worker, beat in silent.items():
            gone += await self._do(
                "DELETE FROM procrastinate_workers"
                " WHERE id = %(worker)s AND last_heartbeat = %(beat)s RETURNING id",
                worker=worker,
                beat=beat,
            )
        return [row["id"] for row in gone]

    async def fail_orphans(self) -> list[Job]:
        """Jobs whose workers are gone. Never given to another: their old node's end of such a job
        would end the new node's."""
        orphans = await self._do(
            "SELECT id, lock, queue_name, status::text, abort_requested FROM procrastinate_jobs"
            " WHERE status = 'doing' AND worker_id IS NULL"
        )
        for row in orphans:
            await self._jobs.finish_job_by_id_async(row["id"], Status.FAILED, delete_job=True)
        return [_job(row) for row in orphans]

    async def give(self, bot: int, node: str, why: str) -> int:
        job = await self._jobs.defer_job_async(
            Deferred(
                queue=QUEUE + node,
                lock=_lock(bot),
                queueing_lock=_lock(bot),
                task_name=TASK,
                task_kwargs={"bot": bot, "why": why},
            )
        )
        return cast("int", job.id)

    async def withdraw(self, job: int) -> bool:
        return await self._jobs.cancel_job_by_id_async(job, delete_job=True)

    async def ask_to_hand_over(self, job: int) -> None:
        await self._jobs.cancel_job_by_id_async(job, abort=True)

    async def take(self, node: str, worker: int) -> Job | None:
        """The next of this node's jobs that can begin."""
        found = await self._jobs.fetch_job([QUEUE + node], worker)
        if found is None or found.id is None or found.lock is None:
            return None
        return Job(id=found.id, bot=_bot(found.lock), node=node, state=JobState.SERVED)

    async def end(self, job: int, *, well: bool) -> None:
        """The bot is not served any more by whoever had the job."""
        status = Status.SUCCEEDED if well else Status.FAILED
        await self._jobs.finish_job_by_id_async(job, status, delete_job=True)

    async def number_above(self, epoch: int) -> None:
        """Further jobs have higher numbers: whoever served the bot before counted by himself."""
        await self._do(
            "SELECT setval(seq, greatest(nextval(seq), %(epoch)s))"
            " FROM pg_get_serial_sequence('procrastinate_jobs', 'id') AS seq",
            epoch=epoch,
        )

    async def _do(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        cursor = self._connection.cursor(row_factory=dict_row)
        await cursor.execute(statement.encode(), values)
        return await cursor.fetchall() if cursor.description else []


def _lock(bot: int) -> str:
    return f"bot:{bot}"


def _bot(lock: str) -> int:
    return int(lock.removeprefix("bot:"))


def _job(row: Mapping[str, Any]) -> Job:
    state = JobState.WAITING
    if row["status"] == "doing":
        state = JobState.LEAVING if row["abort_requested"] else JobState.SERVED
    return Job(
        id=row["id"],
        bot=_bot(row["lock"]),
        node=row["queue_name"].removeprefix(QUEUE),
        state=state,
    )
