"""Who asks the engine to do something, and what each role may.

The rules are pure: they look at the actor, and at the row where it is about one. A door asks them
before it writes anything. The role is the one that the actor came with: the floor above looked it
up a moment ago, because owners stand in the settings. Only whose draft it is, is read in the
transaction that changes it.
"""

from dataclasses import dataclass

from broadcast.model.errors import DraftHeld, NotAllowed
from db.broadcasts.drafts import NOBODY
from db.schema.states import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Somebody who acts, with the role that they have at that moment."""

    user_id: int
    role: Role | None  # None: no admin, or no admin any more
    # Whether that was read in the admins' table, which a command may have changed since.
    stored: bool = False
    # Of a call from outside: the number of the API key, which acts for whoever made it.
    key: int | None = None


def require_admin(actor: Actor) -> None:
    """Raises NotAllowed."""
    if actor.role is None:
        raise NotAllowed(f"user {actor.user_id} is no admin")


def require_owner(actor: Actor) -> None:
    """Raises NotAllowed."""
    require_admin(actor)
    if actor.role is not Role.OWNER:
        raise NotAllowed(f"user {actor.user_id} is no owner")


def require_holder(actor: Actor, holder: int) -> None:
    """A draft is changed by whoever works on it, whatever the role; raises DraftHeld.

    From outside it is as long as nobody has opened it.
    """
    require_admin(actor)
    if holder != (actor.user_id if actor.key is None else NOBODY):
        raise DraftHeld(holder)
