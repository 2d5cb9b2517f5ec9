"""What is shown of paying."""

from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from broadcast.model.options import WhenSpent
from handlers.admin.compose.session import DraftSession
from handlers.admin.wording.options import cap_of


async def stars_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    session = DraftSession.of(dialog_manager)
    replace(session, bad_cap=False).save(dialog_manager)
    return {"bad_cap": session.bad_cap}


def paying_options(content: Content) -> dict[str, Any]:
    """For the options' window."""
    return {
        "payable": content.payable,
        "unpayable": not content.payable,
        "is_paid": content.options.paid,
        "paid": content.paid,
        "pauses": content.options.when_spent is WhenSpent.PAUSE,
        "cap": cap_of(content),
    }
