"""The role once more, in the transaction of what cannot be undone.

What an actor came with is up to two seconds old (handlers/frame/access.py): somebody who was
removed meanwhile, by a command beside the bot say, must not begin to send.
"""

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.actor import Actor, require_admin
from broadcast.model.errors import NotAllowed
from db.admins import admins


async def require_admin_still(connection: AsyncConnection, actor: Actor) -> None:
    """Raises NotAllowed. Owners of the settings are the same as long as the process lives."""
    require_admin(actor)
    if actor.stored and await admins.role_of(connection, actor.user_id) is None:
        raise NotAllowed(f"user {actor.user_id} is no admin any more")
