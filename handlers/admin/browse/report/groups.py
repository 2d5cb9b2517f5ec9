"""The numbers of a report by message and by version, each with who they are."""

from collections.abc import Sequence

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from db.people.whom import InRun, Received
from db.records import TallyRow
from db.schema.states import DeliveryState
from handlers.admin.browse.report.words import got_message, lengths_of, version_names
from handlers.admin.context import AdminContext
from handlers.admin.navigation import Group

MISSED = tuple(int(state) for state in DeliveryState if state is not DeliveryState.SENT)


async def report_groups(broadcast: Broadcast, admin: AdminContext) -> list[Group]:
    """Nothing where there is one of each, and before the end."""
    content = Content.load(broadcast.content)
    if broadcast.mends or not content.has_parts:
        return []
    tallies = await admin.doors.statistics.tallies(broadcast)
    run_id = broadcast.run_id or 0
    return [
        *_messages(run_id, content, tallies, admin),
        *_versions(run_id, content, tallies, admin),
    ]


def _messages(
    run_id: int, content: Content, tallies: Sequence[TallyRow], admin: AdminContext
) -> list[Group]:
    lengths = lengths_of(content)
    if max(lengths) == 1:
        return []
    groups = []
    for number in range(max(lengths)):
        if count := got_message(number, tallies, lengths):
            those = tuple(variant for variant, length in enumerate(lengths) if length > number)
            label = admin.i18n.get("people-message", number=str(number + 1), count=str(count))
            groups.append(Group(label, Received(run_id=run_id, message=number, variants=those)))
    return groups


def _versions(
    run_id: int, content: Content, tallies: Sequence[TallyRow], admin: AdminContext
) -> list[Group]:
    if not content.variants:
        return []
    groups = []
    for variant, name in enumerate(version_names(content, admin.texts, admin.i18n.locale)):
        rows = [row for row in tallies if row.variant == variant]
        got = sum(row.people for row in rows if row.state == DeliveryState.SENT)
        missed = sum(row.people for row in rows) - got
        if got:
            label = admin.i18n.get("people-version-got", name=name, count=str(got))
            sent = (int(DeliveryState.SENT),)
            groups.append(Group(label, InRun(run_id=run_id, states=sent, variants=(variant,))))
        if missed:
            label = admin.i18n.get("people-version-missed", name=name, count=str(missed))
            those = InRun(run_id=run_id, states=MISSED, variants=(variant,), tried=True)
            groups.append(Group(label, those))
    return groups
