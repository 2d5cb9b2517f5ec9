"""The methods of the Bot API that this Telegram can do, by name."""

from sandbox.case import Handler
from sandbox.methods import (
    albums,
    batches,
    callbacks,
    chats,
    commands,
    copies,
    deletes,
    drafts,
    edits,
    files,
    menu,
    profile,
    reactions,
    sends,
    stops,
    updates,
)

MODULES = (
    updates,
    profile,
    commands,
    sends,
    albums,
    copies,
    batches,
    edits,
    deletes,
    stops,
    chats,
    callbacks,
    files,
    drafts,
    menu,
    reactions,
)

METHODS: dict[str, Handler] = {
    name: handler for module in MODULES for name, handler in module.METHODS.items()
}

SENDS = frozenset({*sends.METHODS, *albums.METHODS, *copies.METHODS, *batches.METHODS})
"""What makes messages: counted, limited, and hit by faults unless those say otherwise."""
