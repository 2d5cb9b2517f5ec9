"""Who acts in tests."""

from broadcast.model.actor import Actor
from db.schema.states import Role


def editor(user_id: int = 1) -> Actor:
    return Actor(user_id=user_id, role=Role.EDITOR)


def owner(user_id: int = 1) -> Actor:
    return Actor(user_id=user_id, role=Role.OWNER)


def stranger(user_id: int = 1) -> Actor:
    return Actor(user_id=user_id, role=None)
