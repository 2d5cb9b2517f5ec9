"""Why a series cannot be as somebody wants it."""

from enum import StrEnum


class SeriesMistake(StrEnum):
    TAKEN_NAME = "taken-name"
    BAD_NAME = "bad-name"  # empty, or too long
    TOO_MANY = "too-many"  # series
    NO_STEPS = "no-steps"
    TOO_MANY_STEPS = "too-many-steps"
    VERSIONS = "versions"  # a step tries no versions: it goes to one person at a time
    NO_BEGINNING = "no-beginning"
    TOO_MANY_SIGNALS = "too-many-signals"
    BAD_SIGNAL = "bad-signal"  # what cannot begin, or end, a series
    LONG_EXPIRY = "long-expiry"  # or one of less than a minute
    STATE = "state"  # it is not in a state that allows this
    MISSING = "missing"  # what its conditions ask about is gone
    UNDER_WAY = "under-way"  # it is done already
