#!/usr/bin/env bash
# guess: the filter Command matches commands in texts only, as its documentation says ("Works only
#   with Message events which have the text") and as Telegram's own clients show them.
# seen: it reads captions too: a photo with the caption "/stop …" runs the handler of /stop.
# with: aiogram==3.31.0
# source: aiogram/filters/command.py: "text = message.text or message.caption";
#   https://docs.aiogram.dev/en/latest/dispatcher/filters/command.html
# matters: whoever takes photos with captions from people: what they write there becomes an action.
#   Register commands with F.text beside the filter.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check aiogram==3.31.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio

from aiogram import Bot, Dispatcher, F
from aiogram.filters import Command
from aiogram.types import Message, Update

PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90}]
ran: list[str] = []


def update(**content: object) -> Update:
    person = {"id": 7, "is_bot": False, "first_name": "Ann"}
    chat = {"id": 7, "type": "private", "first_name": "Ann"}
    message = {"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": person, **content}
    return Update.model_validate({"update_id": 1, "message": message})


async def main() -> None:
    plain, guarded = Dispatcher(), Dispatcher()

    @plain.message(Command("stop"))
    async def _(message: Message) -> None:
        ran.append("Command alone")

    @guarded.message(F.text, Command("stop"))
    async def _(message: Message) -> None:
        ran.append("F.text, Command")

    async with Bot("42:TEST") as bot:
        for dispatcher in (plain, guarded):
            await dispatcher.feed_update(bot, update(photo=PHOTO, caption="/stop pollution, they say"))


asyncio.run(main())
print(f"handlers of /stop that a photo's caption ran: {ran}")
raise SystemExit(0 if ran == ["Command alone"] else 1)
PY
