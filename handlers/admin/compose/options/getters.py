"""What the windows of the options show."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from handlers.admin.compose.message.forwards import can_forward
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.options.deletion import deletion_options
from handlers.admin.compose.options.links import has_links
from handlers.admin.compose.options.polls import poll_options
from handlers.admin.compose.options.quiet import quiet_options
from handlers.admin.compose.paying.getters import paying_options
from handlers.admin.compose.timing.expiry import expiry_options
from handlers.admin.context import AdminContext
from handlers.admin.wording.options import options_line

# What the window about the look may have to offer.
OFFERS = ("is_text", "footer_known", "carried", "forwardable", "is_poll", "has_links")


async def options_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await OpenDraft.at(dialog_manager)
    content, admin = await draft.content(), AdminContext.at(dialog_manager)
    look = await _look(content, draft, admin)
    return {
        "silent": content.options.silent,
        "protected": content.options.protected,
        "looks": any(look[one] for one in OFFERS),
        "options": options_line(content, admin.texts, admin.i18n.locale, admin.moment),
    }


async def look_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await OpenDraft.at(dialog_manager)
    return await _look(await draft.content(), draft, AdminContext.at(dialog_manager))


async def hours_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await OpenDraft.at(dialog_manager)
    content, admin = await draft.content(), AdminContext.at(dialog_manager)
    return {
        **await quiet_options(content, admin),
        **expiry_options(content, admin),
        **deletion_options(content, admin),
    }


async def speed_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    content = await (await OpenDraft.at(dialog_manager)).content()
    return {"urgent": content.options.urgent, **paying_options(content)}


async def _look(content: Content, draft: OpenDraft, admin: AdminContext) -> dict[str, Any]:
    footer = await admin.doors.settings.footer()
    return {
        "no_preview": content.options.no_preview,
        "unsubscribe": content.options.unsubscribe,
        "carried": content.carrier() is not None,
        "is_text": _is_text(content),
        "forwarded": content.forwards > 0,
        "forwardable": can_forward(await draft.messages()),
        "footer": content.footer is not None,
        "footer_known": footer is not None or content.footer is not None,
        "over": content.too_long_by,
        "has_links": has_links(content),
        **poll_options(content),
    }


def _is_text(content: Content) -> bool:
    """Only texts have link previews."""
    return any(call.method == "sendMessage" for call in content.message)
