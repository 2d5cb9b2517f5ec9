"""Whether whoever has planned a launch is still an admin when its time has come."""

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.errors import NotAllowed
from broadcast.planning.policy import PlanningRules
from db.admins import admins


async def require_planner(connection: AsyncConnection, user_id: int, rules: PlanningRules) -> None:
    """Raises NotAllowed; asked in the transaction of the launch."""
    if user_id in rules.owner_ids:
        return
    if await admins.role_of(connection, user_id) is None:
        raise NotAllowed(f"user {user_id} is no admin any more")
