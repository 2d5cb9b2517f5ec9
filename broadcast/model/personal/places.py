"""The texts of a call that may be different for each recipient.

Those are the text or the captions with their entities, the words of a rich message, and of its
buttons the words, the links and what they copy. A poll's words are its own: Telegram counts its
votes by them.
"""

from collections.abc import Container, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from botapi.call import Call, JsonObject
from botapi.personal.syntax import Syntax
from botapi.rich.source import Form
from broadcast.model.formatting.rich_words import leaves
from broadcast.model.personal.sources import syntax_of, uses_in_source
from broadcast.model.personal.uses import Use, uses

POLL = "sendPoll"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A text in a call's parameters; its entities, if it may have any, stand beside it."""

    holder: Any  # an object of JSON, or a list
    name: str | int
    entities: str | None = None
    link: bool = False  # what is put there is percent-encoded
    form: Form | None = None  # it is the source of a rich message

    @property
    def text(self) -> str:
        return str(self.holder[self.name])

    @property
    def formatting(self) -> list[JsonObject]:
        """Bot API: MessageEntity."""
        return self.holder.get(self.entities) or [] if self.entities else []

    def uses(self, known: Container[str] | None = None) -> list[Use]:
        """`known`: the folded names that mean something; other braces are left alone."""
        if self.form is not None:
            found = uses_in_source(self.text, self.form)
        else:
            found = uses(self.text, self.formatting)
        if known is None:
            return found
        return [use for use in found if use.literal is not None or use.folded in known]

    def syntax(self, use: Use) -> Syntax:
        """What is put in place of it is to be written in that."""
        if self.form is not None:
            return syntax_of(use, self.text, self.form)
        return Syntax.LINK if self.link else Syntax.PLAIN


def places(call: Call) -> list[Place]:
    """Those in which anything stands."""
    found = [] if call.method == POLL else [*_words(call.params)]
    return [*found, *_of_buttons(call.params)]


def copied(call: Call) -> Call:
    """The same, with parameters of its own: its places may be changed."""
    return Call(method=call.method, params=deepcopy(call.params))


def used(calls: Iterable[Call], known: Container[str]) -> tuple[str, ...]:
    """The known names in all of them, each once, folded."""
    found = (
        use.folded
        for call in calls
        for place in places(call)
        for use in place.uses(known)
        if use.literal is None
    )
    return tuple(dict.fromkeys(found))


def _words(params: JsonObject) -> Iterator[Place]:
    parts = [params, *_media(params.get("media"))]
    for part in parts:
        if isinstance(part.get("text"), str):
            yield Place(holder=part, name="text", entities="entities")
        if isinstance(part.get("caption"), str):
            yield Place(holder=part, name="caption", entities="caption_entities")
    if isinstance(rich := params.get("rich_message"), dict):
        yield from _of_rich(rich)


def _of_rich(rich: JsonObject) -> Iterator[Place]:
    for form in Form:
        if form.value in rich:
            yield Place(holder=rich, name=form.value, form=form)
    for holder, name in leaves(rich.get("blocks")):
        yield Place(holder=holder, name=name)


def _media(given: Any) -> Iterator[JsonObject]:
    """The items of an album, or what a message's medium is to be from now on."""
    yield from given if isinstance(given, list) else [given] if isinstance(given, dict) else ()


def _of_buttons(params: JsonObject) -> Iterator[Place]:
    markup = params.get("reply_markup") or {}
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            yield Place(holder=button, name="text")
            if "url" in button:
                yield Place(holder=button, name="url", link=True)
            if "web_app" in button:
                yield Place(holder=button["web_app"], name="url", link=True)
            if "copy_text" in button:
                yield Place(holder=button["copy_text"], name="text")
