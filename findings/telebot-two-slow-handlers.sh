#!/usr/bin/env bash
# guess: a TeleBot is threaded by default, so a handler that waits for something slow (a download,
#   time.sleep) holds up nobody else.
# seen: there are two threads in all (num_threads=2): while two people's handlers wait, everybody
#   else's updates stand in line behind them.
# with: pyTelegramBotAPI==4.37.1
# source: telebot/__init__.py: TeleBot(threaded=True, num_threads=2), util.ThreadPool
# matters: whoever lets handlers wait: with three users at once the bot seems dead to the third. Say
#   num_threads=…, or use AsyncTeleBot.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check pyTelegramBotAPI==4.37.1
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import threading

import telebot
from telebot import types

PEOPLE = 5


def said(number: int) -> types.Update:
    chat = {"id": number, "type": "private", "first_name": "Ann"}
    person = {"id": number, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": "slow, please"}
    return types.Update.de_json({"update_id": number, "message": message})


def at_once(**settings: int) -> int:
    """How many handlers are under way while none of them has ended."""
    bot = telebot.TeleBot("42:TEST", **settings)
    begun, go_on = threading.Semaphore(0), threading.Event()

    @bot.message_handler(func=lambda message: True)
    def _slow(_message: types.Message) -> None:
        begun.release()
        go_on.wait(30)

    bot.process_new_updates([said(number) for number in range(1, PEOPLE + 1)])
    count = 0
    while begun.acquire(timeout=2):
        count += 1
    go_on.set()
    bot.stop_bot()
    return count


usual, wider = at_once(), at_once(num_threads=PEOPLE)
print(f"of {PEOPLE} people's slow handlers run at once: {usual} by default, {wider} with num_threads")
raise SystemExit(0 if (usual, wider) == (2, PEOPLE) else 1)
PY
