#!/usr/bin/env bash
# guess: Message.answer() writes where the message was written: in a forum it adds the topic, so in
#   the direct messages of a channel it adds the topic, too.
# seen: it adds message_thread_id in a forum, and in direct messages nothing, though the Bot API
#   requires direct_messages_topic_id there. Message.reply() is alike.
# with: aiogram==3.31.0
# source: aiogram/types/message.py, the body of answer(): "message_thread_id=self.message_thread_id
#   if self.is_topic_message else None"; https://core.telegram.org/bots/api#sendmessage:
#   "required if the message is sent to a direct messages chat"
# matters: a bot that may answer a channel's direct messages. Pass
#   direct_messages_topic_id=message.direct_messages_topic.topic_id with each answer.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check aiogram==3.31.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
from aiogram.types import Message


def answer_in(chat: dict[str, object], **where: object) -> tuple[object, object]:
    chat = {"id": -1001, "type": "supergroup", "title": "News", **chat}
    message = Message.model_validate(
        {"message_id": 1, "date": 1_700_000_000, "chat": chat, "text": "Hello", **where}
    )
    answer = message.answer("Hello")
    return answer.message_thread_id, answer.direct_messages_topic_id


forum = answer_in({"is_forum": True}, message_thread_id=5, is_topic_message=True)
direct = answer_in({"is_direct_messages": True}, direct_messages_topic={"topic_id": 5})
print("message_thread_id, direct_messages_topic_id of an answer")
print(f"in topic 5 of a forum: {forum}")
print(f"in topic 5 of a channel's direct messages: {direct}")
raise SystemExit(0 if (forum, direct) == ((5, None), (None, None)) else 1)
PY
