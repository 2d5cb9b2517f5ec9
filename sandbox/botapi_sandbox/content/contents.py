"""What messages say, each distinct content of a bot kept once.

A broadcast to a million people is a million rows in a journal and one content here.
"""

import json
from dataclasses import dataclass
from typing import Any

from botapi_sandbox.content.rich_plain import lines

Body = dict[str, Any]
"""The fields of a Bot API message without message_id, from, chat and date. Names with a leading
underscore never leave as they are: some are worked out for each message (`_reply`, `_album`),
some only the control API shows (`_silent`)."""

PER_MESSAGE = frozenset({"_reply", "_pinned", "_album", "poll", "dice"})
"""Fields whose final value depends on the number of the message that carries them."""

WORDS = ("text", "caption", "title", "question", "first_name", "file_name", "phone_number")
"""Where a text is looked for, besides `text` and `caption`: in venues, polls, contacts, files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    number: int
    bot: int  # in whose chats it is
    encoded: str  # the public fields as JSON, without the braces
    private: Body | None  # the fields with a leading underscore, if any
    words: str
    per_message: bool

    def body(self) -> Body:
        """All fields, freshly decoded: the caller may change the result."""
        fields: Body = json.loads("{" + self.encoded + "}")
        if self.private:
            fields |= self.private
        return fields


class Contents:
    """Interns contents: the same body of the same bot always gives the same number. What two bots
    say in the same words are two: whoever gets both has got nothing twice."""

    def __init__(self) -> None:
        self._all: list[Content] = []
        self._numbers: dict[tuple[int, str], int] = {}

    def __getitem__(self, number: int) -> Content:
        return self._all[number]

    def __len__(self) -> int:
        return len(self._all)

    def intern(self, body: Body, bot: int) -> Content:
        key = bot, json.dumps(body, sort_keys=True, ensure_ascii=False)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._all)
            self._all.append(_content(number, bot, body))
        return self._all[number]

    def containing(
        self, text: str | None, bot: int | None = None, data: str | None = None
    ) -> list[int]:
        """Numbers of the contents whose words contain `text`; all of them for None. `bot`: of that
        bot's alone. `data`: with a button whose callback data contain that."""
        return [
            each.number
            for each in self._all
            if (text is None or text in each.words)
            and bot in (None, each.bot)
            and (data is None or _has_data(each, data))
        ]


def _content(number: int, bot: int, body: Body) -> Content:
    public = {name: value for name, value in body.items() if not name.startswith("_")}
    private = {name: value for name, value in body.items() if name.startswith("_")}
    return Content(
        number=number,
        bot=bot,
        encoded=json.dumps(public, ensure_ascii=False, separators=(",", ":"))[1:-1],
        private=private or None,
        words="\n".join(_words(public)),
        per_message=not PER_MESSAGE.isdisjoint(body),
    )


def _has_data(content: Content, data: str) -> bool:
    rows = content.body().get("reply_markup", {}).get("inline_keyboard", [])
    return any(data in button.get("callback_data", "") for row in rows for button in row)


def _words(body: Body) -> list[str]:
    found = [body[name] for name in WORDS if isinstance(body.get(name), str)]
    for name, value in body.items():
        if name == "rich_message":
            found += lines(value.get("blocks", []))
        elif isinstance(value, dict) and name not in ("reply_markup", "forward_origin"):
            found += _words(value)
    return found
