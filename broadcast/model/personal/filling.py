"""A call as one person gets it: for previews and tests, and to see how long it gets.

What broadcasts send is put together by encoding.py, which does the same in far less time.
"""

from collections.abc import Mapping

from botapi.call import Call
from botapi.personal.syntax import escaped
from broadcast.model.formatting.placeholders import put
from broadcast.model.personal.places import Place, copied, places
from broadcast.model.personal.uses import Use


def filled(call: Call, values: Mapping[str, str]) -> Call:
    """`values` by the folded name of all that are known; an empty one is said by the fallback."""
    call = copied(call)
    for place in places(call):
        if found := place.uses(values):
            _fill(place, found, values)
    return call


def _fill(place: Place, found: list[Use], values: Mapping[str, str]) -> None:
    said = [use.filled(_value(use, place, values)) for use in found]
    text, entities = put(place.text, place.formatting, said)
    place.holder[place.name] = text
    if place.entities and place.entities in place.holder:
        place.holder[place.entities] = entities


def _value(use: Use, place: Place, values: Mapping[str, str]) -> str:
    value = values.get(use.folded) or use.fallback or ""
    return escaped(value, place.syntax(use))
