"""Which schema of a PostgreSQL server a bot has: one of its own, by its number."""

from importlib.util import find_spec

from pydantic import SecretStr

NOBODY = "0"  # the number of a command that needs no token


def of_bot(url: str, token: SecretStr | None) -> str:
    """The address with the schema of the bot whose token it is, unless it names one.

    Raises ValueError when the packages for it are missing.
    """
    if find_spec("psycopg") is None:
        raise ValueError("needs the packages in requirements-fleet.lock, which are not installed")
    from sqlalchemy.engine import make_url  # it takes a while, and few need it

    number = "" if token is None else token.get_secret_value().partition(":")[0]
    parsed = make_url(url)
    if "schema" in parsed.query or number in {"", NOBODY}:
        return url
    of_its_own = parsed.update_query_dict({"schema": f"bot_{number}"})
    return of_its_own.render_as_string(hide_password=False)
