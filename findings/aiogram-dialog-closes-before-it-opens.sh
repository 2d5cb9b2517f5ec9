#!/usr/bin/env bash
# guess: where the window of a dialog that is started cannot be sent, the dialog that was open before
#   stays open, with what it knows.
# seen: start() with RESET_STACK removes its stored context first and sends the window then: when the
#   send fails (a 502 here), neither the old dialog nor the new one is in the storage.
# with: aiogram==3.31.0, aiogram-dialog==2.6.0
# source: aiogram_dialog/manager/manager.py: start() calls reset_stack(), which calls
#   remove_context() and save_stack(), before _start_normal() calls show()
# matters: whoever keeps something in a dialog's data, such as a form half filled in: one failed send,
#   of a menu say, loses it. Hold the storage's writes back until the window was sent.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check \
        aiogram==3.31.0 aiogram-dialog==2.6.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio
import logging

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramServerError
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Message, Update
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.text import Const

CHAT = {"id": 7, "type": "private", "first_name": "Ann"}
PERSON = {"id": 7, "is_bot": False, "first_name": "Ann"}


class Form(StatesGroup):
    only = State()


class Menu(StatesGroup):
    only = State()


class Wire(BaseSession):
    fails = False

    async def make_request(self, bot, method, timeout=None):
        if self.fails:
            raise TelegramServerError(method=method, message="Bad Gateway")
        return Message.model_validate({"message_id": 5, "date": 1, "chat": CHAT, "text": "x"})

    async def stream_content(self, *args, **kwargs):
        yield b""

    async def close(self):
        pass


async def form(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Form.only, mode=StartMode.RESET_STACK)
    dialog_manager.dialog_data["name"] = "half filled in"


async def menu(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Menu.only, mode=StartMode.RESET_STACK)


def said(number: int, text: str) -> Update:
    message = {"message_id": number, "date": 1, "chat": CHAT, "from": PERSON, "text": text}
    return Update.model_validate({"update_id": number, "message": message})


async def main() -> tuple[int, int]:
    logging.disable(logging.CRITICAL)
    wire, storage = Wire(), MemoryStorage()
    bot, dispatcher = Bot("42:TEST", session=wire), Dispatcher(storage=storage)
    dispatcher.message.register(form, Command("form"))
    dispatcher.message.register(menu, Command("menu"))
    dispatcher.include_router(Dialog(Window(Const("form"), state=Form.only)))
    dispatcher.include_router(Dialog(Window(Const("menu"), state=Menu.only)))
    setup_dialogs(dispatcher)

    def contexts() -> int:
        return sum("state" in record.data for record in storage.storage.values())

    await dispatcher.feed_update(bot, said(1, "/form"))
    before, wire.fails = contexts(), True
    try:
        await dispatcher.feed_update(bot, said(2, "/menu"))
    except TelegramServerError:
        pass
    return before, contexts()


before, after = asyncio.run(main())
print(f"dialogs in the storage before the failed send: {before}, after it: {after}")
raise SystemExit(0 if (before, after) == (1, 0) else 1)
PY
