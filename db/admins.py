"""Admins that the settings do not name: today the owner who opened the claim link."""

from sqlalchemy import insert, literal, select

from db.engine import Database
from db.schema import admins

OWNER = "owner"


class Admins:
    """The admins' table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def roles(self) -> dict[int, str]:
        """Every admin's user id and role."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(admins.c.user_id, admins.c.role))
            return {int(user_id): str(role) for user_id, role in rows}

    async def add_first(self, user_id: int, now: int) -> bool:
        """Make the user the owner, unless there is an admin already; one statement decides."""
        nobody = ~select(admins.c.user_id).exists()
        values = select(literal(user_id), literal(OWNER), literal(now)).where(nobody)
        statement = insert(admins).from_select(["user_id", "role", "added_at"], values)
        async with self._database.write() as connection:
            return (await connection.execute(statement)).rowcount > 0
