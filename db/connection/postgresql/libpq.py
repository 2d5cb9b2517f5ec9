"""What libpq, PostgreSQL's own library, is told and says: for connections without SQLAlchemy."""

from psycopg import Error
from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import URL

from db.connection.postgresql.address import words_of

# Whole seconds but for the last (postgresql.org/docs/current/libpq-connect.html): a network that
# swallows everything is noticed within about five seconds.
REACHED = {
    "connect_timeout": "4",
    "keepalives_idle": "2",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "tcp_user_timeout": "5000",  # milliseconds
}


def libpq_words(url: URL, **fixed: str) -> str:
    """A database URL as libpq wants it; `fixed`: what the URL has no say in."""
    return make_conninfo(**{**REACHED, **words_of(url), **fixed})


def last_words(error: BaseException | None) -> str:
    """The server's own, or libpq's last line but for its hints, which are indented; no password is
    among them."""
    if isinstance(error, Error) and error.diag.message_primary:
        return error.diag.message_primary
    lines = [line for line in str(error).strip().splitlines() if not line[:1].isspace()]
    return lines[-1] if lines else type(error).__name__
