"""What people call themselves, made fit to stand in a sentence of ours."""

import re
import unicodedata

LONGEST = 40  # characters; Telegram allows 64
LONGEST_QUOTE = 300  # characters of Telegram's words
NAMELESS = "🙂"  # nothing to show: an empty name, or one of invisible characters
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

# Characters that turn the direction of the text around them: one of these in a name could end our
# isolation and turn the rest of the sentence (Unicode: UAX #9, 2.1-2.7).
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JOINERS = "\u200d\ufe0f"  # they hold an emoji together, and must not end a name


def _shown(first_name: str, username: str | None) -> str:
    return _cut(_clean(first_name), LONGEST) or (f"@{username}" if username else NAMELESS)


def shown_name(first_name: str, username: str | None) -> str:
    """The first name, else the user name, on one line and kept from turning its surroundings.

    A right-to-left name in a left-to-right sentence (or the other way round) stays in its place.
    """
    return f"{FIRST_STRONG_ISOLATE}{_shown(first_name, username)}{POP_ISOLATE}"


def numbered_name(first_name: str, username: str | None, chat_id: int) -> str:
    """The shown name with the chat's id behind it, which tells namesakes apart."""
    return f"{shown_name(first_name, username)} ({chat_id})"


def numbered_line(first_name: str, username: str | None, chat_id: int) -> str:
    """The same as a line of its own, a topic's name say: there is nothing around it to turn."""
    return f"{_shown(first_name, username)} ({chat_id})"


def isolated(text: str, longest: int) -> str:
    """Words of somebody else's, on one line of so many characters, kept from turning others."""
    return f"{FIRST_STRONG_ISOLATE}{_cut(_clean(text), longest)}{POP_ISOLATE}"


def quoted(words: str) -> str:
    """What Telegram answered, fit to stand between quotation marks."""
    return isolated(words, LONGEST_QUOTE)


def _clean(name: str) -> str:
    line = " ".join(_DIRECTION.sub("", name).split())
    return line if any(_is_visible(character) for character in line) else ""


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cn", "Cs", "Mn", "Zs"} and (
        character not in "\u3164\u2800\u115f\u1160\uffa0"  # blank, though letters by category
    )


def _cut(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip(_JOINERS + " ") + "…"
