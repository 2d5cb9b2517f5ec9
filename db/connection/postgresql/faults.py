"""What an error of PostgreSQL means: trouble of the server's, or a mistake of ours."""

from psycopg import Error
from psycopg.errors import QueryCanceled
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from db.errors import DatabaseTrouble, StorageFault

# By the five letters of PostgreSQL (postgresql.org/docs/current/errcodes-appendix.html).
FAULTS = {
    "53100": StorageFault.FULL,  # disk_full
    "55P03": StorageFault.LOCKED,  # lock_not_available
    "40P01": StorageFault.LOCKED,  # deadlock_detected
    "25006": StorageFault.READ_ONLY,  # read_only_sql_transaction
}
# Classes of them that nobody but the server can mend: the connection, resources, not in the state
# for it, an operator's hand, the system, its configuration, its own faults.
TROUBLE = ("08", "53", "55", "57", "58", "F0", "XX", "40", "25")
GONE = "42P01"  # undefined_table: somebody drops, renames or puts back the bot's schema


def trouble(error: DBAPIError) -> Exception:
    """What to raise for it."""
    code = sqlstate(error)
    if code is not None and (code[:2] in TROUBLE or code == GONE):
        return DatabaseTrouble(cause(error), FAULTS.get(code, StorageFault.OTHER))
    if code is None and isinstance(error, OperationalError | InterfaceError):
        return DatabaseTrouble(cause(error))  # the line broke: libpq's own words, without a code
    return error


def sqlstate(error: DBAPIError) -> str | None:
    """Five letters; None where the server itself has said nothing."""
    return error.orig.sqlstate if isinstance(error.orig, Error) else None


def was_given_up(error: DBAPIError) -> bool:
    return isinstance(error.orig, QueryCanceled)


def takes_no_writes(error: DBAPIError) -> bool:
    code = sqlstate(error)
    return code is not None and FAULTS.get(code) is StorageFault.READ_ONLY


def cause(error: DBAPIError) -> str:
    """The first line of its words: further ones may quote what people typed."""
    if isinstance(error.orig, Error) and (said := error.orig.diag.message_primary):
        return said
    lines = str(error.orig).strip().splitlines()
    return lines[0] if lines else type(error.orig).__name__
