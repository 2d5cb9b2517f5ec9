"""Migrations on PostgreSQL lead to the same tables; what cannot be migrated is told in one line."""

import asyncio
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.engine import URL

from bot.commands.database.looks import look_at_database, look_at_version, owners_in
from bot.demo.postgresql import server as servers
from db.connection.opening import open_database
from db.connection.postgresql.server import Server, connected, refuse
from db.errors import DatabaseError, DatabaseTooNew, DatabaseTrouble, DatabaseUnavailable
from db.migrate import migrate, stored_version
from db.migrating.chain import alembic_config
from db.schema.metadata import HEAD, metadata
from db.schema.owner import only_postgresql
from tests.postgresql.cluster import Cluster

ROOT = Path(__file__).parents[3]
PASSWORD = "hunter2-in-no-line"
REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory.from_config(alembic_config()).walk_revisions()))
]
COLUMNS = text("""
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
           column_default, is_identity, identity_generation
    FROM information_schema.columns
    WHERE table_schema = :schema AND table_name <> 'alembic_version'
""")
INDEXES = text("SELECT replace(indexdef, :schema, '') FROM pg_indexes WHERE schemaname = :schema")
CONSTRAINTS = text("""
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = to_regnamespace(:schema)
""")


@pytest.fixture
def connection(postgresql_url: URL) -> Iterator[Connection]:
    """In the bot's schema, which is empty."""
    with connected(postgresql_url) as opened:
        opened.exec_driver_sql(f"CREATE SCHEMA {postgresql_url.query['schema']}")
        opened.commit()
        yield opened


def _is_of_postgresql(thing: Any, _name: object, kind: str, *_: object) -> bool:
    """Alembic does not ask for which database a foreign key is."""
    return kind != "foreign_key_constraint" or thing.table.name != "deliveries"


def _all_tables() -> MetaData:
    """As PostgreSQL has them."""
    both = MetaData(naming_convention=metadata.naming_convention)
    for tables in (metadata, only_postgresql):
        for table in tables.sorted_tables:
            table.to_metadata(both)
    for key in both.tables["deliveries"].foreign_key_constraints:
        key.ddl_if(dialect="sqlite")  # a copy of a table does not know it any more
    return both


def _described(connection: Connection, schema: str) -> dict[str, set[tuple[str, ...]]]:
    connection.exec_driver_sql(f"SET search_path TO {schema}")
    described = {}
    for what, query in (("columns", COLUMNS), ("indexes", INDEXES), ("rules", CONSTRAINTS)):
        rows = connection.execute(query, {"schema": schema})
        said = {tuple(map(_plain, row)) for row in rows}
        described[what] = {row for row in said if "alembic" not in str(row)}
    return described


def _plain(said: object) -> str:
    """PostgreSQL writes one condition in several ways."""
    return re.sub(r"::(text|character varying|bigint)(\[\])?|[()']", "", str(said))


def test_migrations_make_the_tables_of_the_schema(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    opts = {"target_metadata": _all_tables(), "include_object": _is_of_postgresql}
    context = MigrationContext.configure(connection, opts=opts)
    assert compare_metadata(context, _all_tables()) == []
    migrated = _described(connection, "bot_4242")
    connection.exec_driver_sql("CREATE SCHEMA direct; SET search_path TO direct")
    _all_tables().create_all(connection)
    for what, rows in _described(connection, "direct").items():
        assert rows == migrated[what]
    kinds = {row[2] for row in migrated["columns"]}
    assert "integer" not in kinds, "a moment outgrows it in 2038"
    assert not any("nextval" in str(row[5]) for row in migrated["columns"])


def test_stairway(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    for revision in REVISIONS:
        before = _described(connection, "bot_4242")
        command.upgrade(config, revision)
        command.downgrade(config, "-1")
        assert _described(connection, "bot_4242")["indexes"] == before["indexes"]
        command.upgrade(config, revision)
    command.downgrade(config, "base")
    assert _described(connection, "bot_4242")["columns"] == set()


async def test_the_second_time_there_is_nothing_to_do(postgresql_url: URL) -> None:
    assert stored_version(postgresql_url) is None
    assert await migrate(postgresql_url)
    assert not await migrate(postgresql_url)
    assert stored_version(postgresql_url) == HEAD
    database = await open_database(postgresql_url)
    async with database.read() as connection:
        owner = await connection.execute(text("SELECT epoch, node, address, since FROM owner"))
        assert owner.all() == [(0, None, None, None)]
    await database.close()


async def test_of_nodes_that_start_at_once_one_migrates(postgresql_url: URL) -> None:
    done = await asyncio.gather(*(migrate(postgresql_url) for _ in range(4)))
    assert sorted(done) == [False, False, False, True]


async def test_two_bots_of_one_database_are_apart(postgresql_url: URL) -> None:
    other = postgresql_url.update_query_dict({"schema": "bot_43"})
    await migrate(postgresql_url)
    assert stored_version(other) is None
    assert await migrate(other)


async def test_a_newer_database_is_refused_and_left_alone(postgresql_url: URL) -> None:
    await migrate(postgresql_url)
    with connected(postgresql_url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(DatabaseTooNew, match="version 9999"):
        await migrate(postgresql_url)
    with pytest.raises(DatabaseTooNew, match="version 9999"):
        look_at_version(postgresql_url)
    assert stored_version(postgresql_url) == "9999"


async def test_a_half_made_migration_leaves_nothing(postgresql_url: URL) -> None:
    with connected(postgresql_url) as connection:
        connection.exec_driver_sql("CREATE SCHEMA bot_4242; CREATE TABLE dialog_states (way INT)")
        connection.commit()
    with pytest.raises(DatabaseTrouble, match="dialog_states"):
        await migrate(postgresql_url)
    with connected(postgresql_url) as connection:
        found = connection.exec_driver_sql(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'bot_4242'"
        )
        assert found.scalars().all() == ["dialog_states"]


@pytest.fixture
def guest(cluster: Cluster, postgresql_url: URL) -> Iterator[URL]:
    """The same as a user who may do nothing there."""
    name = f"guest_{uuid.uuid4().hex[:8]}"
    with cluster.server.connect() as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN")
    yield postgresql_url.set(username=name, password=PASSWORD)
    with cluster.server.connect(str(postgresql_url.database)) as connection:
        connection.execute(f"DROP OWNED BY {name}")
        connection.execute(f"DROP ROLE {name}")


async def test_who_may_not_make_a_schema_is_told_what_an_administrator_can_do(
    cluster: Cluster, guest: URL
) -> None:
    with pytest.raises(DatabaseUnavailable, match="GRANT CREATE ON DATABASE") as refused:
        await migrate(guest)
    assert PASSWORD not in str(refused.value)
    with cluster.server.connect(str(guest.database)) as connection:
        connection.execute(f"CREATE SCHEMA bot_4242 AUTHORIZATION {guest.username}")
    assert await migrate(guest)


async def test_who_may_do_nothing_in_the_schema_is_told_so(cluster: Cluster, guest: URL) -> None:
    with cluster.server.connect(str(guest.database)) as connection:
        connection.execute("CREATE SCHEMA bot_4242")
    with pytest.raises(DatabaseError, match="permission denied for schema bot_4242") as refused:
        await migrate(guest)
    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"database": "nobody_made_it"}, 'database "nobody_made_it" does not exist'),
        ({"username": "nobody"}, 'role "nobody" does not exist'),
        ({"host": "127.0.0.1", "port": 1}, "Connection refused"),
    ],
)
async def test_what_is_not_reached_is_told_in_one_line_without_the_password(
    cluster: Cluster, change: dict[str, object], words: str
) -> None:
    url = cluster.server.url(schema="bot_4242").set(username="herald", password=PASSWORD)
    if "host" in change:
        url = url.difference_update_query(["host", "port"])
    url = url.set(**change)  # type: ignore[arg-type]
    for look in (migrate, open_database):
        with pytest.raises(DatabaseUnavailable, match=words) as refused:
            await look(url)
        assert PASSWORD not in str(refused.value)
        assert "\n" not in str(refused.value)


def _server(**changes: object) -> Server:
    as_it_should_be: dict[str, object] = {
        "version": 15,
        "words": "15.18",
        "standby": False,
        "has_schema": True,
        "may_make_schemas": False,
        "name": "herald",
        "database": "herald",
    }
    return Server(**(as_it_should_be | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("server", "words"),
    [
        (_server(version=12, words="12.22"), "PostgreSQL 12.22, and Herald needs 14"),
        (_server(version=13, words="13.18 (Debian)"), r"13.18 \(Debian\), and Herald needs 14"),
        (_server(standby=True), "a standby.*name the primary"),
        (_server(has_schema=False), "GRANT CREATE ON DATABASE herald TO herald"),
    ],
)
def test_on_which_servers_no_bot_works(server: Server, words: str) -> None:
    url = URL.create("postgresql+psycopg", database="herald", query={"schema": "bot_1"})
    refuse(_server(), url)
    refuse(_server(version=14, has_schema=False, may_make_schemas=True), url)
    with pytest.raises(DatabaseUnavailable, match=words):
        refuse(server, url)


async def test_a_standby_is_refused_also_where_there_is_nothing_to_do(cluster: Cluster) -> None:
    folder = cluster.server.folder.with_name(f"herald-standby-{uuid.uuid4().hex[:6]}")
    alone = servers.Server.make(folder, cluster.server.programs)
    url = alone.url(schema="bot_4242")
    await migrate(url)
    alone.end()
    (folder / "data" / "standby.signal").touch()
    alone.start()
    with pytest.raises(DatabaseUnavailable, match="is a standby"):
        await migrate(url)
    with pytest.raises(DatabaseUnavailable, match="is a standby"):
        look_at_database(url)
    alone.close()


async def test_check_looks_without_making_anything(cluster: Cluster, postgresql_url: URL) -> None:
    assert look_at_database(postgresql_url).endswith("(made at the first start)")
    assert look_at_version(postgresql_url) == f"version {HEAD} (made at the first start)"
    assert owners_in(postgresql_url) == set()
    assert stored_version(postgresql_url) is None
    await migrate(postgresql_url)
    with cluster.server.connect(str(postgresql_url.database)) as connection:
        connection.execute("INSERT INTO bot_4242.admins VALUES (5, 'owner', 1), (6, 'editor', 1)")
    assert "bot_4242 of " in look_at_database(postgresql_url)
    assert look_at_version(postgresql_url) == f"version {HEAD}"
    assert owners_in(postgresql_url) == {5}


def test_the_command_migrates_and_ends_as_with_a_file(postgresql_url: URL, tmp_path: Path) -> None:
    def herald(url: URL) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", "migrate"],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "DATABASE_URL": url.render_as_string(hide_password=False),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    done = herald(postgresql_url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f": brought up to version {HEAD}\n")
    refused = herald(postgresql_url.set(username="nobody", password=PASSWORD))
    assert refused.returncode == 1
    assert "does not exist" in refused.stderr
    assert PASSWORD not in refused.stdout + refused.stderr
    assert len(refused.stderr.splitlines()) == 1
