#!/usr/bin/env bash
# guess: retrying a stalled job (as the manual's recipe does) takes it away from the worker that
#   stood still: when that one wakes up, it cannot end a job that another worker runs by now.
# seen: a job is ended by its number, whoever runs it: the old worker's end is taken for the new
#   one's. The job has succeeded while it still runs, its lock is free, and a third may begin.
# with: procrastinate==3.10.0 psycopg==3.3.9, PostgreSQL 15
# source: procrastinate/sql/schema.sql: procrastinate_finish_job_v1 asks for the id and for "doing",
#   not for the worker.
# matters: whoever relies on a lock across retries of stalled jobs: end the stalled one as failed and
#   defer a new job, so that the old worker's end finds nothing.
set -euo pipefail
dir=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait; rm -rf "$dir"' EXIT
bin=$(pg_config --bindir 2>/dev/null || true)
[ -x "$bin/initdb" ] || bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
[ -x "$bin/initdb" ] || exit 2
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check \
        procrastinate==3.10.0 "psycopg[binary]==3.3.9" psycopg-pool==3.3.3
} || exit 2
as=()
if [ "$(id -u)" = 0 ]; then # PostgreSQL does not run as root
    id postgres >/dev/null 2>&1 || exit 2
    as=(runuser -u postgres --)
    chmod 755 "$dir"
fi
mkdir "$dir/pg"
[ ${#as[@]} -eq 0 ] || chown postgres "$dir/pg"
cd "$dir/pg"
"${as[@]}" "$bin/initdb" --auth=trust --username=me --no-sync -D "$dir/pg/data" >/dev/null
"${as[@]}" "$bin/postgres" -D "$dir/pg/data" -k "$dir/pg" -c listen_addresses= 2>"$dir/pg/log" &
server=$!
for _ in $(seq 100); do
    "$bin/pg_isready" --quiet --host="$dir/pg" && break
    sleep 0.1
done
PGHOST="$dir/pg" PGUSER=me PGDATABASE=postgres "$dir/venv/bin/python" - <<'PY'
import asyncio
import sys

from procrastinate import PsycopgConnector
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.schema import SchemaManager

JOB = Job(queue="q", lock="l", queueing_lock=None, task_name="t")


async def main() -> int:
    connector = PsycopgConnector()
    async with asyncio.timeout(60):
        await connector.open_async()
        await SchemaManager(connector).apply_schema_async()
        jobs = JobManager(connector)
        old, new = await jobs.register_worker(), await jobs.register_worker()
        number = (await jobs.defer_job_async(JOB)).id
        await jobs.fetch_job(["q"], old)
        await jobs.retry_job(Job(**(JOB.asdict() | {"id": number})))
        taken = await jobs.fetch_job(["q"], new)
        print(f"retried, and run by the new worker: {taken.id == number}")
        await jobs.finish_job_by_id_async(number, Status.SUCCEEDED, delete_job=False)  # the old one
        status = await jobs.get_job_status_async(number)
        print(f"the old worker has ended it; it is now: {status.value}")
        await jobs.defer_job_async(JOB)
        third = await jobs.fetch_job(["q"], old)
        print(f"another job with the same lock begins, while the first still runs: {third is not None}")
        await connector.close_async()
    return 0 if status is Status.SUCCEEDED and third is not None else 1


sys.exit(asyncio.run(main()))
PY
