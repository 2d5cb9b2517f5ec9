#!/usr/bin/env bash
# guess: the heartbeat of a worker that others have taken for dead and pruned fails, or brings the
#   worker back: it stood still for a while (a laptop's lid, a paused machine) and goes on now.
# seen: the heartbeat comes through in silence and changes nothing; the worker learns of it when it
#   fetches its next job, by a foreign key's violation (a ConnectorException).
# with: procrastinate==3.10.0 psycopg==3.3.9, PostgreSQL 15
# source: procrastinate/sql/schema.sql: procrastinate_update_heartbeat_v1 is an UPDATE that may find
#   no row; procrastinate_prune_stalled_workers_v1 deletes it.
# matters: whoever takes a heartbeat that came through for proof that its jobs are still its own: look
#   whether the worker's row is there, in the same statement.
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

from procrastinate import PsycopgConnector, exceptions
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
        worker = await jobs.register_worker()
        await asyncio.sleep(0.3)
        pruned = await jobs.prune_stalled_workers(seconds_since_heartbeat=0.1)
        print(f"pruned: {pruned == [worker]}")
        await jobs.update_heartbeat(worker)
        print("a heartbeat afterwards: no error")
        back = await jobs.prune_stalled_workers(seconds_since_heartbeat=-60)
        print(f"the worker is there again: {worker in back}")
        await jobs.defer_job_async(JOB)
        try:
            await jobs.fetch_job(["q"], worker)
        except exceptions.ConnectorException as error:
            told = type(error.__cause__).__name__
        else:
            told = "nothing"
        print(f"its next fetch: {told}")
        await connector.close_async()
    return 0 if not back and told == "ForeignKeyViolation" else 1


sys.exit(asyncio.run(main()))
PY
