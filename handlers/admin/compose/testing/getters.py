"""What the question for whom the test is shows."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.context import AdminContext


async def test_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    testers = await admin.test_group.besides(admin.user_id, by=await admin.actor())
    return {"testers": len(testers)}
