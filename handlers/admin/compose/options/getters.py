"""What the options' window shows."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from handlers.admin.compose.message.forwards import can_forward
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.options.deletion import deletion_options
from handlers.admin.compose.options.polls import poll_options
from handlers.admin.compose.options.quiet import quiet_options
from handlers.admin.compose.paying.getters import paying_options
from handlers.admin.compose.timing.expiry import expiry_options
from handlers.admin.context import AdminContext


async def options_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await OpenDraft.at(dialog_manager)
    content, admin = await draft.content(), AdminContext.at(dialog_manager)
    footer = await admin.doors.settings.footer()
    return {
        "silent": content.options.silent,
        "protected": content.options.protected,
        "no_preview": content.options.no_preview,
        "urgent": content.options.urgent,
        "unsubscribe": content.options.unsubscribe,
        "carried": content.carrier() is not None,
        "is_text": _is_text(content),
        "forwarded": content.forwards > 0,
        "forwardable": can_forward(await draft.messages()),
        "footer": content.footer is not None,
        "footer_known": footer is not None or content.footer is not None,
        "over": content.too_long_by,
        **await quiet_options(content, admin),
        **expiry_options(content, admin),
        **deletion_options(content, admin),
        **poll_options(content),
        **paying_options(content),
    }


def _is_text(content: Content) -> bool:
    """Only texts have link previews."""
    return any(call.method == "sendMessage" for call in content.message)
