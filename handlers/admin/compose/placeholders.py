"""What an admin is told of braces that would not do what is meant."""

from collections.abc import Mapping

from broadcast.model.errors import ContentNotSupported
from broadcast.model.personal.mistakes import Mistake, Wrong

# Names of kinds stand in stored dialogs: rename none.
UNKNOWN, NEAR = "placeholder-unknown", "placeholder-near"
BAD_FALLBACK = "fallback-bad"
KINDS: Mapping[Wrong, str] = {
    Wrong.UNKNOWN: UNKNOWN,
    Wrong.BROKEN: "placeholder-broken",
    Wrong.LINK: "placeholder-link",
    Wrong.POLL: "placeholder-poll",
    Wrong.RICH: "placeholder-rich",
}
PLACEHOLDER_KEYS: Mapping[str, str] = {
    NEAR: "placeholder-near",
    UNKNOWN: "placeholder-unknown",
    KINDS[Wrong.BROKEN]: "placeholder-broken",
    KINDS[Wrong.LINK]: "placeholder-link",
    KINDS[Wrong.POLL]: "placeholder-poll",
    KINDS[Wrong.RICH]: "placeholder-rich",
    BAD_FALLBACK: "fallback-bad",
}


def unusable(mistake: Mistake, names: Mapping[str, str]) -> ContentNotSupported:
    """`names`: those that there are."""
    if mistake.nearest is not None:
        return ContentNotSupported(NEAR, name=mistake.name, other=mistake.nearest)
    if mistake.wrong is Wrong.UNKNOWN:
        return ContentNotSupported(UNKNOWN, name=mistake.name, other=", ".join(names.values()))
    return ContentNotSupported(KINDS[mistake.wrong], name=mistake.name)
