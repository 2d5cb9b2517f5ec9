"""Whom a message is about: somebody's forwarded message, or a contact."""

from aiogram.types import Message, MessageOriginUser


def ids_in(message: Message) -> bytes | None:
    """Their id as a list has it; None where it is about nobody.

    Bot API: a contact names its user only where that has an account; the origin of a forwarded
    message names nobody who has hidden it in the settings.
    """
    contact, origin = message.contact, message.forward_origin
    if contact is not None and contact.user_id is not None:
        return str(contact.user_id).encode()
    if isinstance(origin, MessageOriginUser):
        return str(origin.sender_user.id).encode()
    return None
