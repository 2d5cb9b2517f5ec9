"""Which database the tests run on."""

import os

_ASKED = os.environ.get("DATABASE", "sqlite")
if _ASKED not in ("sqlite", "postgresql"):
    raise ValueError(f"DATABASE is {_ASKED!r}: sqlite or postgresql")

ON_POSTGRESQL = _ASKED == "postgresql"
