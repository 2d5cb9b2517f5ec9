"""A draft that was open when the menu was asked for: the menu carries it, so that it is not lost.

It is the dialog data of the compose dialog, handed over as start data.
"""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.compose.composing import Composing
from handlers.admin.states import Compose

Draft = dict[str, Any]


def draft_of(manager: DialogManager) -> Draft | None:
    """The draft that the open dialog is composing, or carries."""
    if not manager.has_context():
        return None
    context = manager.current_context()
    if context.state.group is Compose:
        composing = Composing(manager)
        return composing.carried() if composing.has_draft else composing.waiting
    carried = context.start_data
    return carried["draft"] if isinstance(carried, dict) and "draft" in carried else None


def carrying(draft: Draft | None) -> dict[str, Draft] | None:
    """Start data for a dialog that keeps the draft."""
    return None if draft is None else {"draft": draft}
