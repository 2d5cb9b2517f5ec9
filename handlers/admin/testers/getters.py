"""Who is in the test group. To everybody but owners it shows nothing: NotAllowed."""

from typing import Any

from aiogram_dialog import DialogManager

from db.admins.testers import TesterRow
from handlers.admin.context import AdminContext
from handlers.language.names import numbered_name, shown_name


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    by = await admin.actor()
    members = await admin.test_group.members(by=by)
    return {
        "members": "\n".join(f"🧪 {_called(one)}" for one in members),
        "links": await admin.test_group.open_links(by=by),
        "removable": [
            (one.user_id, admin.i18n.get("testers-remove", name=shown_name(one.name, None)))
            for one in members
        ],
    }


def _called(one: TesterRow) -> str:
    return numbered_name(one.name, None, one.user_id)
