"""The links of a call, and the same call with others in their place.

Those are the links behind words, the addresses that are written out, and the buttons that open one.
What the app opens by itself (tg://, t.me, mail) stays as it is, and so does a web app's address,
which Telegram signs for. A rich message keeps its links, too.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from botapi.call import Call, JsonObject
from broadcast.model.personal.places import copied

LONGEST = 2_048  # characters; whoever asks servers for more is refused by many
TEXTS = {"text": "entities", "caption": "caption_entities"}
WITH_PREVIEW = frozenset({"sendMessage", "editMessageText"})
OPENED_IN_APP = frozenset({"t.me", "telegram.me", "telegram.dog"})
# What stands in an address as it is. Anything else would be read in a header, or break it.
_PRINTABLE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"<>\\^`{|}')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

Instead = Callable[[str], str | None]
"""What stands in a link's place; None: the link itself"""


def is_web(url: str) -> bool:
    """Whether a browser opens it, wherever it is met. Braces are different for each reader."""
    if len(url) > LONGEST or "{" in url or "}" in url:
        return False
    host = host_of(url)
    return host is not None and not (host in OPENED_IN_APP or host.endswith(".t.me"))


def host_of(url: str) -> str | None:
    """Of an http or https address; None: it is none that can be asked."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return parts.hostname.rstrip(".").lower() or None


def location(url: str) -> str | None:
    """As a header says it (RFC 9110, Location): printable ASCII; None: it cannot be said so."""
    if not url.isascii():
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").encode("idna").decode()
            port = "" if parts.port is None else f":{parts.port}"
        except (ValueError, UnicodeError):
            return None
        url = parts._replace(netloc=host + port).geturl()
    return quote(url, safe=_PRINTABLE)


def links_of(call: Call) -> tuple[str, ...]:
    """Each as often as it stands there, in order."""
    found: list[str] = []

    def collect(url: str) -> None:
        found.append(url)

    relinked(call, collect)
    return tuple(found)


def relinked(call: Call, instead: Instead) -> Call:
    """An address that is written out stays readable: it becomes words with a link behind them."""
    call = copied(call)
    for holder in _holders(call.params):
        for text, entities in TEXTS.items():
            for entity in holder.get(entities) or ():
                _relink(entity, str(holder.get(text) or ""), instead)
    for button in _buttons(call.params):
        if "url" in button and (other := instead(str(button["url"]))) is not None:
            button["url"] = other
    return call


def with_preview_of(call: Call, own: Call) -> Call:
    """The page that is shown below the text is the one that its first link leads to: `own`, the
    same call before its links were others (Bot API: LinkPreviewOptions)."""
    if call.method not in WITH_PREVIEW or (first := first_link(own)) is None:
        return call
    options = call.params.get("link_preview_options") or {}
    if options.get("is_disabled") or options.get("url") or first_link(call) == first:
        return call
    params = {**call.params, "link_preview_options": {**options, "url": first}}
    return Call(method=call.method, params=params)


def first_link(call: Call) -> str | None:
    """Telegram shows a page for the first link of a text that is not its own."""
    text = str(call.params.get("text") or "")
    entities = sorted(call.params.get("entities") or (), key=lambda one: int(one["offset"]))
    found = (_url_of(entity, text) for entity in entities)
    return next((url for url in found if url is not None and host_of(url) is not None), None)


def _relink(entity: JsonObject, text: str, instead: Instead) -> None:
    url = _url_of(entity, text)
    if url is None or (other := instead(url)) is None:
        return
    entity |= {"type": "text_link", "url": other}


def _url_of(entity: JsonObject, text: str) -> str | None:
    """Bot API: MessageEntity. Without a scheme an address is opened as http."""
    if entity.get("type") == "text_link":
        return str(entity.get("url") or "")
    if entity.get("type") != "url":
        return None
    start, length = int(entity["offset"]), int(entity["length"])
    words = text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * (start + length)]
    url = words.decode("utf-16-le", "replace")
    return url if _SCHEME.match(url) and "://" in url else f"http://{url}"


def _holders(params: JsonObject) -> Iterator[JsonObject]:
    """Of texts: the call itself, and the items of an album."""
    yield params
    media: Any = params.get("media")
    for item in media if isinstance(media, list) else [media]:
        if isinstance(item, dict):
            yield item


def _buttons(params: JsonObject) -> Iterator[JsonObject]:
    markup = params.get("reply_markup") or {}
    for row in markup.get("inline_keyboard", ()):
        yield from row
