"""What a database URL of PostgreSQL says to libpq."""

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy.engine import make_url

from db.connection.opening import parse_url
from db.connection.postgresql.libpq import libpq_words
from db.errors import DatabaseUnavailable


@pytest.mark.parametrize(
    ("where", "host", "port"),
    [
        ("one/herald?", "one", None),
        ("one:5433/herald?", "one", "5433"),
        ("one,two/herald?", "one,two", None),
        ("/herald?host=one:5432&host=two:5433&", "one,two", "5432,5433"),
        ("/herald?host=/run/one,/run/two&port=1,2&", "/run/one,/run/two", "1,2"),
    ],
)
def test_several_servers_are_one_that_may_be_written(
    where: str, host: str, port: str | None
) -> None:
    """The first that answers may be a standby by now, where no node could say that it is there."""
    url = make_url(f"postgresql+psycopg://herald:secret@{where}schema=bot_1")
    words = conninfo_to_dict(libpq_words(url))
    assert (words["host"], words.get("port"), words["dbname"]) == (host, port, "herald")
    assert words.get("target_session_attrs") == ("primary" if "," in host else None)


def test_ports_where_none_can_be_are_one_line_without_the_password() -> None:
    with pytest.raises(DatabaseUnavailable, match="not a database URL"):
        parse_url("postgresql+psycopg://herald:secret@one:1,two:2/herald")
