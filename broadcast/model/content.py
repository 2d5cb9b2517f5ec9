"""What is sent: a list of Bot API calls with the chat left blank, kept as JSON.

The engine knows nothing of content types: whatever Telegram adds, a new call carries. The draft
keeps the author's message, the buttons and the options apart, so that each can be changed alone;
`calls()` puts them together. Formatting is kept as entities and never parsed again.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Self

from botapi.call import Call, PreparedCall, prepare_call
from botapi.methods import payable
from broadcast.model.button import Button, Rows
from broadcast.model.options import Options

TITLE_LENGTH = 40  # characters of the first line, for lists


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """The author's message, the buttons below it and how it is sent."""

    message: tuple[Call, ...]
    buttons: Rows = ()
    options: Options = field(default_factory=Options)

    def calls(self) -> tuple[Call, ...]:
        """The calls to make for each recipient, in order; the buttons hang on the last."""
        last = len(self.message) - 1
        return tuple(
            self._finished(call, with_buttons=index == last)
            for index, call in enumerate(self.message)
        )

    def with_buttons(self, buttons: Rows) -> Self:
        return replace(self, buttons=buttons)

    def with_options(self, options: Options) -> Self:
        return replace(self, options=options)

    def with_message(self, message: tuple[Call, ...]) -> Self:
        return replace(self, message=message)

    @property
    def poll(self) -> Call | None:
        """The poll in it, if there is one."""
        return next((call for call in self.message if call.method == "sendPoll"), None)

    @property
    def payable(self) -> bool:
        """Whether Telegram takes Stars for every call of it; a forward, say, cannot be paid."""
        return all(payable(call.method) for call in self.message)

    @property
    def paid(self) -> bool:
        return self.options.paid and self.options.stars_cap > 0 and self.payable

    @property
    def title(self) -> str:
        """The first words of the message; empty where it has none."""
        for call in self.message:
            for name in ("text", "caption", "question"):
                words = str(call.params.get(name) or "").strip()
                if words:
                    line = words.splitlines()[0]
                    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"
        return ""

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> Self:
        data = json.loads(text)
        return cls(
            message=tuple(Call(**call) for call in data["message"]),
            buttons=tuple(tuple(Button(**one) for one in row) for row in data["buttons"]),
            options=Options.load(data.get("options", {})),
        )

    def _finished(self, call: Call, *, with_buttons: bool) -> Call:
        params = dict(call.params)
        if self.options.silent:
            params["disable_notification"] = True
        if self.options.protected:
            params["protect_content"] = True
        if self.options.no_preview and call.method == "sendMessage":
            params["link_preview_options"] = {"is_disabled": True}
        if with_buttons and self.buttons:
            rows = [[{"text": one.text, "url": one.url} for one in row] for row in self.buttons]
            params["reply_markup"] = {"inline_keyboard": rows}
        return Call(method=call.method, params=params)


def prepare(content: Content) -> tuple[PreparedCall, ...]:
    """Encode each step of a broadcast, once."""
    return tuple(prepare_call(call) for call in content.calls())
