"""What is to be said where nothing is known, set for a name wherever a text has none."""

from dataclasses import replace

from botapi.call import Call
from broadcast.model.button import Button, Rows
from broadcast.model.content import Content
from broadcast.model.formatting.placeholders import Filled, put
from broadcast.model.personal.places import copied, places
from broadcast.model.personal.uses import Use, uses

LONGEST = 64  # characters
NOT_IN_ONE = frozenset("{}|\n")  # they would end it


def is_fallback(text: str) -> bool:
    return 0 < len(text) <= LONGEST and not NOT_IN_ONE & set(text)


def with_fallback(content: Content, name: str, fallback: str) -> Content:
    """`name`: folded. In all languages, and in the buttons too."""
    variants = (
        replace(
            one,
            message=_message(one.message, name, fallback),
            buttons=_rows(one.buttons, name, fallback),
        )
        for one in content.variants
    )
    return replace(
        content,
        message=_message(content.message, name, fallback),
        buttons=_rows(content.buttons, name, fallback),
        variants=tuple(variants),
    )


def _message(calls: tuple[Call, ...], name: str, fallback: str) -> tuple[Call, ...]:
    return tuple(_call(call, name, fallback) for call in calls)


def _call(call: Call, name: str, fallback: str) -> Call:
    call = copied(call)
    for place in places(call):
        said = _said(place.uses((name,)), name, fallback)
        text, entities = put(place.text, place.formatting, said)
        place.holder[place.name] = text
        if place.entities and place.entities in place.holder:
            place.holder[place.entities] = entities
    return call


def _rows(rows: Rows, name: str, fallback: str) -> Rows:
    return tuple(tuple(_button(one, name, fallback) for one in row) for row in rows)


def _button(button: Button, name: str, fallback: str) -> Button:
    return replace(
        button,
        text=_plain(button.text, name, fallback),
        value=_plain(button.value, name, fallback),
    )


def _plain(text: str, name: str, fallback: str) -> str:
    return put(text, [], _said(uses(text), name, fallback))[0]


def _said(found: list[Use], name: str, fallback: str) -> list[Filled]:
    return [
        Filled(placeholder=use.placeholder, text=f"{{{use.name}|{fallback}}}")
        for use in found
        if use.folded == name and use.literal is None and not use.fallback
    ]
