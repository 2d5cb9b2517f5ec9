"""The methods of the Bot API that this Telegram can do, by name."""

from botapi_sandbox.call.context import Handler
from botapi_sandbox.methods import (
    callbacks,
    chats,
    commands,
    files,
    joining,
    menu,
    pins,
    profile,
    topics,
    updates,
)
from botapi_sandbox.methods.messages import (
    albums,
    batches,
    copies,
    deletes,
    drafts,
    edits,
    reactions,
    sends,
    stops,
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
    pins,
    chats,
    joining,
    topics,
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
