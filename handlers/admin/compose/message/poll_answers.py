"""A poll as a message with answer buttons: a vote in common, whose figures everybody sees.

Of a poll each recipient has one of their own. What it shows besides its options comes along where a
message can have it: the description, and a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from botapi.call import Call, JsonObject
from broadcast.model.button import LONGEST_TEXT, Button, ButtonKind, Rows
from broadcast.model.formatting.footer import CAPTION_UNITS
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.formatting.units import units

MOST_SHOWN = 40  # characters of the right answer in a pop-up, which has 200 in all
# By kind of InputPollMedia.
METHODS = {
    "animation": "sendAnimation",
    "audio": "sendAudio",
    "document": "sendDocument",
    "photo": "sendPhoto",
    "video": "sendVideo",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PopUps:
    """What is said to a tap. `wrong` has a place for the right answer: `{}`."""

    thanks: str
    right: str
    wrong: str


def message_of(poll: Call) -> Call:
    params = poll.params
    question = _formatted(params, "question").followed_by(_formatted(params, "description"), "\n\n")
    media = params.get("media") or {}
    kind = media.get("type", "")
    if kind in METHODS and question.units <= CAPTION_UNITS:
        words = _given({"caption": question.text, "caption_entities": list(question.entities)})
        return Call(method=METHODS[kind], params={kind: media["media"], **words})
    words = _given({"text": question.text, "entities": list(question.entities)})
    return Call(method="sendMessage", params=words)


def answers_of(poll: Call, say: PopUps) -> Rows:
    """A row for each option; of a quiz the pop-up tells which is right."""
    texts = [str(option.get("text", "")) for option in poll.params.get("options", ())]
    right = poll.params.get("correct_option_ids") or ()
    return tuple(
        (
            Button(
                text=_short(text),
                value=_said(number, right, texts, say),
                kind=ButtonKind.ANSWER,
            ),
        )
        for number, text in enumerate(texts)
    )


def _said(number: int, right: Sequence[int], texts: Sequence[str], say: PopUps) -> str:
    if not right:
        return say.thanks
    if number in right:
        return say.right
    shown = ", ".join(texts[one][:MOST_SHOWN] for one in right[:2])
    return say.wrong.replace("{}", shown)


def _short(text: str) -> str:
    if units(text) <= LONGEST_TEXT:
        return text
    while units(text) >= LONGEST_TEXT:
        text = text[:-1]
    return f"{text}…"


def _formatted(params: JsonObject, name: str) -> Formatted:
    entities = params.get(f"{name}_entities") or ()
    return Formatted(text=params.get(name) or "", entities=tuple(entities))


def _given(params: JsonObject) -> JsonObject:
    return {name: value for name, value in params.items() if value}
