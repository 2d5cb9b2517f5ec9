#!/usr/bin/env bash
# guess: a newer aiogram works with an own Bot API server that is some versions older, as long as a
#   bot calls nothing new: what the server does not know yet is missing, and optional.
# seen: new rights of administrators are required fields. getChatMember of a server at 10.0 fails for
#   every administrator with ClientDecodeError, though the answer is a good one of that version.
# with: aiogram==3.31.0
# source: aiogram/types/chat_member_administrator.py, can_send_welcome_messages (Bot API 10.3) without
#   a default; the documentation of the Bot API lists the right as always there.
# matters: bots on a server of their own that ask who runs a group; `my_chat_member` fails likewise, so
#   that such a bot never hears that it was made an administrator. Fill in what is missing before.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check aiogram==3.31.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiohttp import web

RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
    "can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories "
    "can_edit_stories can_delete_stories"
).split()  # all that an administrator had up to Bot API 10.2
ANN = {"id": 7, "is_bot": False, "first_name": "Ann"}
MEMBER = {"status": "administrator", "user": ANN, **dict.fromkeys(RIGHTS, True)}


async def answer(_: web.Request) -> web.Response:
    return web.json_response({"ok": True, "result": MEMBER})


async def main() -> str:
    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{runner.addresses[0][1]}")
    async with Bot("42:TEST", session=AiohttpSession(api=api)) as bot:
        try:
            seen = (await bot.get_chat_member(-1007, 7)).status
        except ClientDecodeError as error:
            seen = " ".join(str(error.original).split())
    await runner.cleanup()
    return seen


seen = asyncio.run(main())
missing = "can_send_welcome_messages Field required"
print("asked a server at Bot API 10.0 about an administrator:", missing if missing in seen else seen)
raise SystemExit(0 if missing in seen else 1)
PY
