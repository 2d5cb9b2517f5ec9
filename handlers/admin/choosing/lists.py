"""The two lists of an audience, as taps change them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from hashlib import blake2s

from db.audience.audience import Audience
from db.audience.conditions import AtRandom, Condition, FromSource, InChat, InLanguage

# Nobody has two of these, so that another value widens the condition: Russian or Ukrainian.
_WIDENED = (InLanguage, FromSource, InChat)
# There is one share, and whoever chooses another one means that one.
_REPLACED = (AtRandom,)


def toggled(conditions: Sequence[Condition], tapped: Condition) -> tuple[Condition, ...]:
    """With what was tapped, or without it where it was there."""
    if isinstance(tapped, _WIDENED):
        return _widened(conditions, tapped)
    if tapped in conditions:
        return tuple(one for one in conditions if one != tapped)
    kept = [
        one for one in conditions if not (isinstance(one, _REPLACED) and type(one) is type(tapped))
    ]
    return (*kept, tapped)


def has(conditions: Sequence[Condition], asked: Condition) -> bool:
    """Whether a tap on it would take it away."""
    if not isinstance(asked, _WIDENED):
        return asked in conditions
    there = next((one for one in conditions if type(one) is type(asked)), None)
    return there is not None and set(_values(asked)) <= set(_values(there))


def changed(audience: Audience, tapped: Condition, *, excluding: bool) -> Audience:
    """Must, or Must not when `excluding`."""
    if excluding:
        return replace(audience, must_not=toggled(audience.must_not, tapped))
    return replace(audience, must=toggled(audience.must, tapped))


@dataclass(frozen=True, slots=True)
class Place:
    """A condition of one of the lists, by what it says and not by its place: of two taps on the
    same button the second finds nothing to remove."""

    condition: Condition
    excluding: bool

    @property
    def key(self) -> str:
        words = f"{self.excluding} {self.condition.dump()}"
        return blake2s(words.encode(), digest_size=8).hexdigest()


def places(audience: Audience) -> list[Place]:
    return [
        *(Place(one, excluding=False) for one in audience.must),
        *(Place(one, excluding=True) for one in audience.must_not),
    ]


def without(audience: Audience, key: str) -> Audience:
    """The same where it is not there any more."""
    kept = [one for one in places(audience) if one.key != key]
    return replace(
        audience,
        must=tuple(one.condition for one in kept if not one.excluding),
        must_not=tuple(one.condition for one in kept if one.excluding),
    )


def _widened(conditions: Sequence[Condition], tapped: Condition) -> tuple[Condition, ...]:
    found: list[Condition] = []
    done = False
    for one in conditions:
        if type(one) is not type(tapped) or done:
            found.append(one)
            continue
        done = True
        values = _toggled_values(_values(one), _values(tapped))
        if values:
            found.append(replace(one, **{_name(one): values}))
    return tuple(found) if done else (*conditions, tapped)


def _toggled_values(there: Sequence[str], tapped: Sequence[str]) -> tuple[str, ...]:
    if set(tapped) <= set(there):
        return tuple(one for one in there if one not in tapped)
    return (*there, *(one for one in tapped if one not in there))


def _name(condition: Condition) -> str:
    return fields(condition)[0].name


def _values(condition: Condition) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(condition, _name(condition))
    return values
