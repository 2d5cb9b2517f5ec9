#!/usr/bin/env bash
# guess: a CommandHandler runs when somebody sends a command; who corrects a typing error in that
#   message later changes words and starts nothing (in aiogram, pyTelegramBotAPI, grammY and
#   Telegraf edits are an update of another kind, with handlers of their own).
# seen: CommandHandler listens to edited messages by default: the edit runs the command once more.
# with: python-telegram-bot==22.8
# source: https://docs.python-telegram-bot.org/en/stable/telegram.ext.commandhandler.html ("By
#   default, the handler listens to messages as well as edited messages")
# matters: whoever gives commands that should happen once, as /order or /broadcast. Pass
#   filters=filters.UpdateType.MESSAGE.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check python-telegram-bot==22.8
} || exit 2
"$dir/venv/bin/python" - <<'PY'
from telegram import Bot, Update
from telegram.ext import CommandHandler, filters

TOKEN = "42:TEST"
ENTITY = {"type": "bot_command", "offset": 0, "length": 6}


class Quiet(Bot):
    @property
    def username(self) -> str:  # asked for by the handler; known after getMe
        return "test_bot"


bot = Quiet(TOKEN)


def update(kind: str) -> Update:
    chat = {"id": 7, "type": "private", "first_name": "Ann"}
    person = {"id": 7, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": person}
    message |= {"text": "/order two", "entities": [ENTITY]}
    message |= {"edit_date": 1_700_000_060} if kind == "edited_message" else {}
    made = Update.de_json({"update_id": 1, kind: message}, bot)
    made.effective_message.set_bot(bot)
    return made


async def order(_update: object, _context: object) -> None:
    pass


def takes(handler: CommandHandler, kind: str) -> bool:
    return handler.check_update(update(kind)) not in (None, False)


plain = CommandHandler("order", order)
chosen = CommandHandler("order", order, filters=filters.UpdateType.MESSAGE)
seen = {
    name: [takes(handler, kind) for kind in ("message", "edited_message")]
    for name, handler in (("CommandHandler alone", plain), ("with UpdateType.MESSAGE", chosen))
}
for name, (sent, edited) in seen.items():
    print(f"{name}: takes the command as it was sent: {sent}; when it is edited: {edited}")
raise SystemExit(0 if list(seen.values()) == [[True, True], [True, False]] else 1)
PY
