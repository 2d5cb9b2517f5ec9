"""Every table: what works on all of them takes the metadata from here, whatever else is loaded."""

from db.schema import (  # noqa: F401 - the tables themselves
    admins,
    broadcasts,
    certainty,
    knowledge,
    ledger,
    subscribers,
)
from db.schema.automation import api, caps, clicks, outgoing, repeating, series  # noqa: F401
from db.schema.metadata import metadata
from db.schema.studio import answers, composing, inbox, links, notices, planning  # noqa: F401

__all__ = ["metadata"]
