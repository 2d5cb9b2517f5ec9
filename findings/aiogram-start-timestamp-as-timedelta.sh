#!/usr/bin/env bash
# guess: start_timestamp of a video, "in seconds" and typed DateTimeUnion (a timedelta among them),
#   sends timedelta(seconds=5) as 5.
# seen: aiogram turns every timedelta into a moment, now + 5 s, as it must for until_date: the call
#   carries some 1.8 thousand million seconds, and the video starts nowhere near 0:05.
# with: aiogram==3.31.0
# source: aiogram/client/session/base.py, prepare_value; Bot API, sendVideo: "Timestamp in the video
#   from which the video will play in the message"
# matters: whoever says where a video begins. Pass an int.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check aiogram==3.31.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
from datetime import timedelta

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import SendVideo

bot, session = Bot("42:TEST"), AiohttpSession()


def sent(value: object) -> int:
    """What the body of the call says for start_timestamp."""
    form = session.build_form_data(bot, SendVideo(chat_id=1, video="id", start_timestamp=value))
    return next(int(text) for head, _, text in form._fields if head["name"] == "start_timestamp")


by_int, by_delta = sent(5), sent(timedelta(seconds=5))
print(f"start_timestamp=5: {by_int}; timedelta(seconds=5): {by_delta}")
raise SystemExit(0 if by_int == 5 and by_delta > 1_700_000_000 else 1)
PY
