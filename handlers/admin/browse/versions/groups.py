"""The numbers of the versions side by side, each with who they are."""

from collections.abc import Mapping

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.versions.standing import Standing
from db.people.whom import InRun, Tried
from db.schema.states import DeliveryState, SkipReason
from handlers.admin.context import AdminContext
from handlers.admin.navigation import Group
from handlers.admin.wording.titles import letter

TRIED_KEYS: Mapping[str, str] = {
    "got": "people-tried-got",
    "answered": "people-tried-answered",
    "left": "people-tried-left",
}


def version_groups(broadcast: Broadcast, standing: Standing, admin: AdminContext) -> list[Group]:
    """Whatever is zero is left out."""
    content, run_id = Content.load(broadcast.content), broadcast.run_id or 0
    of_version = [0, *(one.version for one in content.variants)]
    groups: list[Group] = []
    for one in standing.figures:
        those = tuple(number for number, version in enumerate(of_version) if version == one.version)
        tried = Tried(run_id=run_id, variants=those)
        left = Tried(run_id=run_id, variants=those, left_since=broadcast.launched_at)
        answered = Tried(run_id=run_id, variants=those, answered=True)
        called = letter(one.version)
        told = {
            "got": (one.got, tried),
            "answered": (one.answered, answered),
            "left": (one.left, left),
        }
        groups += [
            Group(admin.i18n.get(TRIED_KEYS[name], letter=called, count=str(count)), whom)
            for name, (count, whom) in told.items()
            if count
        ]
    if standing.waiting:
        held = InRun(run_id=run_id, states=(int(DeliveryState.SKIPPED),), reason=SkipReason.HELD)
        label = admin.i18n.get("figure-held", count=str(standing.waiting))
        groups.append(Group(label, held))
    return groups
