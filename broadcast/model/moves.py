"""Moves between states, refused where the tables of db/schema/states.py do not have them."""

from broadcast.model.errors import MoveNotAllowed
from db.schema.states import BROADCAST_MOVES, DELIVERY_MOVES, BroadcastState, DeliveryState


def check_broadcast_move(old: BroadcastState, new: BroadcastState) -> None:
    """Raises MoveNotAllowed unless the table has it."""
    if new not in BROADCAST_MOVES[old]:
        raise MoveNotAllowed(f"a {old} broadcast cannot become {new}")


def check_delivery_move(old: DeliveryState, new: DeliveryState) -> None:
    """Raises MoveNotAllowed unless the table has it."""
    if new not in DELIVERY_MOVES[old]:
        raise MoveNotAllowed(f"a {old.name.lower()} delivery cannot become {new.name.lower()}")
