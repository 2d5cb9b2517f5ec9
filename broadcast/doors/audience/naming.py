"""What becomes of a name that an admin gives to a topic, a tag or a segment."""

from enum import StrEnum


class Named(StrEnum):
    DONE = "done"
    TAKEN = "taken"
    BAD = "bad"  # empty, or too long
    FULL = "full"  # there are as many as there may be
    FIXED = "fixed"  # what it means hangs on its name
    GONE = "gone"  # what was to be renamed is not there any more
