"""Every group of verbs, in the order in which they are described."""

from sandbox.verbs.crowd import CrowdVerbs
from sandbox.verbs.floods import FloodVerbs
from sandbox.verbs.keeping import KeepingVerbs
from sandbox.verbs.looking import LookingVerbs
from sandbox.verbs.paging import PagingVerbs
from sandbox.verbs.people import PeopleVerbs
from sandbox.verbs.pressing import PressingVerbs
from sandbox.verbs.trouble import TroubleVerbs
from sandbox.verbs.writing import WritingVerbs

GROUPS = (
    PeopleVerbs,
    CrowdVerbs,
    WritingVerbs,
    PressingVerbs,
    LookingVerbs,
    PagingVerbs,
    TroubleVerbs,
    FloodVerbs,
    KeepingVerbs,
)
