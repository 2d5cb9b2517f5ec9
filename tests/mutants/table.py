"""All defences of all guarantees; each file of defences/ is about one subject."""

from tests.mutants.defences import (
    admins,
    answers,
    audiences,
    cleaning,
    compose,
    database,
    guards,
    inbox,
    intake,
    ledger,
    links,
    mending,
    pacing,
    people,
    planning,
    process,
    reports,
    sandbox,
    sending,
    times,
    versions,
    wire,
)
from tests.mutants.mutant import Mutant

_SUBJECTS = (
    sending,
    audiences,
    ledger,
    versions,
    planning,
    times,
    wire,
    pacing,
    guards,
    database,
    intake,
    people,
    links,
    mending,
    compose,
    admins,
    answers,
    inbox,
    process,
    reports,
    cleaning,
    sandbox,
)

MUTANTS: tuple[Mutant, ...] = tuple(each for subject in _SUBJECTS for each in subject.MUTANTS)
