"""All kinds of conditions by name, in the order in which they are offered."""

from collections.abc import Mapping

from handlers.admin.choosing.kinds import draws, ids, known, own, past, times
from handlers.admin.choosing.kinds.kind import Kind

KINDS: Mapping[str, Kind] = {
    "language": Kind(
        name_key="kind-language", how_key="how-language", options=own.languages, stays=True
    ),
    "source": Kind(name_key="kind-source", how_key="how-source", options=own.sources, stays=True),
    "joined": Kind(
        name_key="kind-joined",
        how_key="how-joined",
        options=times.joined,
        typed=times.read_joined,
    ),
    "seen": Kind(
        name_key="kind-seen", how_key="how-seen", options=times.seen, typed=times.read_seen
    ),
    "unseen": Kind(
        name_key="kind-unseen", how_key="how-unseen", options=times.unseen, typed=times.read_unseen
    ),
    "tag": Kind(
        name_key="kind-tag",
        how_key="how-tag",
        options=known.tags,
        typed=known.read_tag,
        stays=True,
    ),
    "field": Kind(name_key="kind-field", how_key="how-field", options=known.fields),
    "topic": Kind(name_key="kind-topic", how_key="how-topic", options=known.topics, stays=True),
    "broadcast": Kind(
        name_key="kind-broadcast",
        how_key="how-broadcast",
        options=past.broadcasts,
        typed=past.read_broadcast,
    ),
    "chat": Kind(name_key="kind-chat", how_key="how-chat", options=own.chats, stays=True),
    "random": Kind(
        name_key="kind-random", how_key="how-random", options=draws.shares, typed=draws.read_draw
    ),
    "list": Kind(
        name_key="kind-list",
        how_key="how-list",
        options=draws.nothing,
        typed=ids.read_text,
        sent=ids.read_list,
    ),
    known.VALUES_KIND: Kind(
        name_key="kind-field",
        how_key="how-field-value",
        options=known.field_values,
        typed=known.read_value,
        of="field",
    ),
    past.FATE_KIND: Kind(
        name_key="kind-broadcast", how_key="how-fate", options=past.fates, of="broadcast"
    ),
}
# Where these have nothing to tap, they are not offered.
EMPTY_UNLESS_KNOWN = ("source", "tag", "field", "topic", "broadcast")
