"""The methods of the Bot API that this Telegram can do, by name."""

from sandbox.case import Handler
from sandbox.methods import (
    albums,
    callbacks,
    chats,
    commands,
    copies,
    deletes,
    edits,
    files,
    profile,
    sends,
    updates,
)

MODULES = (
    updates,
    profile,
    commands,
    sends,
    albums,
    copies,
    edits,
    deletes,
    chats,
    callbacks,
    files,
)

METHODS: dict[str, Handler] = {
    name: handler for module in MODULES for name, handler in module.METHODS.items()
}

SENDS = frozenset({*sends.METHODS, *albums.METHODS, *copies.METHODS})
"""What makes messages: counted, limited, and hit by faults unless those say otherwise."""
