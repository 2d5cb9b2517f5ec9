"""The same people make the same files on both databases, byte for byte."""

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select
from sqlalchemy.engine import URL

from db.connection.opening import open_beside, parse_url
from db.reports import recipients_csv
from db.schema.broadcasts import broadcasts
from db.schema.ledger import deliveries, runs
from db.schema.subscribers import subscribers
from db.subscribers.csv_transfer import SET, Imported, export_subscribers, import_subscribers

if TYPE_CHECKING:
    from tests.postgresql.cluster import Cluster

NOW = 1_720_000_000
# Databases that order texts as people do would order these differently.
WORDS = ("a", "B", "ä", "Z", "é", "я", "Я", "_", "1", "a b", "a-b", "ß", "日本", "ｶ", "💡")


@pytest.fixture
def both(
    tmp_path: Path, migrated_file: Path, cluster: "Cluster", postgresql_url: URL
) -> tuple[URL, URL]:
    file = tmp_path / "herald.sqlite3"
    shutil.copy(migrated_file, file)
    cluster.fill(postgresql_url)
    return parse_url(f"sqlite+aiosqlite:///{file}"), postgresql_url


def crowd(count: int) -> Iterator[str]:
    """Some come twice, some are known by then, not in order."""
    chance = Random(1)
    yield "chat_id,first_name,username,language,source,state,joined_at,city,plan,tags"
    for _ in range(count):
        words = [chance.choice(("", *WORDS)) for _ in range(3)]
        state = chance.choice(("", "active", "blocked", "unsubscribed"))
        tags = "; ".join(chance.sample(WORDS, chance.randrange(3))).replace(";", ",")
        number = chance.randint(1, count) * chance.choice((1, 1, -1))
        language = chance.choice(("", "de", "PT_br"))
        told = (number, words[0], "", language, "", state, "", *words[1:], f'"{tags}"')
        yield ",".join(map(str, told))


def taken(database: URL, lines: Iterator[str]) -> Imported:
    file = io.BytesIO("\n".join(lines).encode())
    return import_subscribers(
        database, file, now=NOW, on_problem=lambda *_: None, pause=lambda _: None
    )


def exported(database: URL) -> str:
    stream = io.StringIO()
    export_subscribers(database, stream)
    return stream.getvalue()


def test_people(both: tuple[URL, URL]) -> None:
    ours, theirs = both
    assert taken(ours, crowd(SET + 1_000)) == taken(theirs, crowd(SET + 1_000))
    first = exported(ours)
    assert first.count("\n") > SET / 2
    assert exported(theirs) == first
    assert taken(ours, crowd(500)) == taken(theirs, crowd(500))
    assert exported(ours) == exported(theirs) != first


def test_recipients(both: tuple[URL, URL], tmp_path: Path) -> None:
    made = []
    for database in both:
        taken(database, crowd(3_000))
        launch(database)
        folder = tmp_path / database.get_backend_name()
        folder.mkdir()
        task = {
            "database": database.render_as_string(hide_password=False),
            "run_id": 1,
            "state": None,
            "folder": str(folder),
            "most": 10_000,
        }
        names = json.loads(recipients_csv.export(task))["names"]
        made.append([(folder / name).read_bytes() for name in names])
    assert len(made[0]) > 1
    assert made[0] == made[1]


def launch(database: URL) -> None:
    chance = Random(2)
    with closing(open_beside(database)) as beside, beside.write() as connection:
        connection.execute(
            insert(broadcasts).values(id=1, title="", content="{}", created_by=1, created_at=1)
        )
        connection.execute(
            insert(runs).values(
                id=1, broadcast_id=1, launched_by=1, launched_at=1, audience_upto=1, total=1
            )
        )
        people = connection.scalars(select(subscribers.c.id).order_by(subscribers.c.id)).all()
        rows = [
            {
                "run_id": 1,
                "subscriber_id": number,
                "state": chance.randrange(8),
                "reason": chance.choice((None, "left", "held", "no-answer", "Bad Request: нет")),
                "step": chance.randrange(2),
                "message_id": number,
            }
            for number in people
        ]
        connection.execute(insert(deliveries), rows)
