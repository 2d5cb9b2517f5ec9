"""Who serves which bot, who is silent, and who may say so."""

from collections import Counter
from dataclasses import replace
from itertools import accumulate, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from bot.fleet.rules import (
    BEAT,
    BLIND,
    STALLED,
    Decision,
    Give,
    HandOver,
    Job,
    JobState,
    Node,
    Watch,
    Withdraw,
    assign,
)
from runtime.lease import SECONDS

BOTS = frozenset(range(1, 6))


def node(name: str, *, bots: frozenset[int] = BOTS, leaving: bool = False) -> Node:
    return Node(name=name, bots=bots, leaving=leaving)


def served(bot: int, by: str, state: JobState = JobState.SERVED) -> Job:
    return Job(id=100 + bot, bot=bot, node=by, state=state)


def test_whoever_has_no_job_gets_one_on_the_emptiest_node() -> None:
    jobs = [served(1, "a"), served(2, "a"), served(3, "b")]
    assert assign([node("a"), node("b")], BOTS, jobs) == [
        Give(bot=4, node="b"),
        Give(bot=5, node="a"),
    ]


def test_nobody_gets_a_bot_whose_token_it_has_not() -> None:
    nodes = [node("a", bots=frozenset({1})), node("b")]
    assert assign(nodes, {2}, []) == [Give(bot=2, node="b")]
    assert assign(nodes[:1], {2}, []) == []


def test_whoever_leaves_gets_none() -> None:
    assert assign([node("a", leaving=True)], {1}, []) == []


def test_what_waits_for_nobody_is_withdrawn() -> None:
    job = served(1, "gone", JobState.WAITING)
    assert assign([node("a")], {1}, [job]) == [Withdraw(job=101)]


def test_one_bot_at_a_time_moves_to_where_there_are_fewer() -> None:
    nodes, jobs = [node("a"), node("b")], [served(bot, "a") for bot in BOTS]
    assert assign(nodes, BOTS, jobs) == [HandOver(job=105)]
    jobs[4] = served(5, "a", JobState.LEAVING)
    assert assign(nodes, BOTS, jobs) == []


def test_a_difference_of_one_is_even() -> None:
    jobs = [served(1, "a"), served(2, "a"), served(3, "b")]
    assert assign([node("a"), node("b")], {1, 2, 3}, jobs) == []


def test_a_bot_that_nobody_wants_any_more_is_handed_over_to_nobody() -> None:
    assert assign([node("a")], set(), [served(1, "a")]) == [HandOver(job=101)]
    without = node("a", bots=frozenset({2}))
    assert assign([without, node("b")], {1}, [served(1, "a")]) == [HandOver(job=101)]


nodes_of = st.lists(
    st.builds(
        Node,
        name=st.sampled_from("abcd"),
        bots=st.frozensets(st.integers(1, 8)),
        leaving=st.booleans(),
    ),
    unique_by=lambda one: one.name,
    max_size=4,
)


@given(nodes_of, st.frozensets(st.integers(1, 8)), st.data())
def test_it_ends_with_every_bot_served_once_and_evenly(
    nodes: list[Node], enabled: frozenset[int], data: st.DataObject
) -> None:
    """Whatever the begin: what is decided is carried out, until nothing is."""
    jobs = {
        bot: Job(
            id=bot,
            bot=bot,
            node=data.draw(st.sampled_from("abcde")),
            state=data.draw(st.sampled_from(JobState)),
        )
        for bot in data.draw(st.frozensets(st.integers(1, 8)))
    }
    for _ in range(60):
        decisions = assign(nodes, enabled, list(jobs.values()))
        assert sum(isinstance(one, HandOver) for one in decisions) <= 1
        changed = carried_out(decisions, jobs, {one.name for one in nodes})
        if not decisions and not changed:
            break
    else:
        raise AssertionError("it never comes to rest")
    able = [one for one in nodes if not one.leaving]
    for bot in enabled:
        can = any(bot in one.bots for one in able)
        assert bot in jobs or not can
    if all(one.bots >= enabled for one in able) and able and not any(n.leaving for n in nodes):
        load = Counter({one.name: 0 for one in able})
        load.update(job.node for job in jobs.values() if job.bot in enabled)
        here = [load[one.name] for one in able]
        assert max(here) - min(here) <= 1


def carried_out(decisions: list[Decision], jobs: dict[int, Job], heard: set[str]) -> bool:
    """As the fleet does it; jobs of nodes that nobody hears of have ended by then."""
    before = dict(jobs)
    for bot, job in tuple(jobs.items()):
        if job.node not in heard or job.state is JobState.LEAVING:
            if job.state is not JobState.WAITING:
                del jobs[bot]
        elif job.state is JobState.WAITING:
            jobs[bot] = replace(job, state=JobState.SERVED)
    for one in decisions:
        match one:
            case Give():
                assert one.bot not in jobs, "nobody is served twice"
                jobs[one.bot] = Job(id=one.bot, bot=one.bot, node=one.node, state=JobState.WAITING)
            case Withdraw():
                jobs.pop(one.job, None)
            case HandOver():
                if one.job in jobs:
                    jobs[one.job] = replace(jobs[one.job], state=JobState.LEAVING)
    return before != jobs


def looks(watch: Watch, begin: float, end: float, beats: dict[int, object]) -> dict[int, object]:
    """Every half a second; gives the last answer."""
    silent: dict[int, object] = {}
    for turn in range(int((end - begin) / BEAT) + 1):
        silent = watch.look(begin + turn * BEAT, beats)
    return silent


def test_a_node_that_was_not_heard_of_for_long_is_silent() -> None:
    watch = Watch()
    assert looks(watch, 0.0, STALLED - BEAT, {7: "old"}) == {}
    assert watch.look(STALLED, {7: "old"}) == {7: "old"}
    assert watch.look(STALLED + BEAT, {7: "new"}) == {}


def test_it_is_silent_only_when_its_lease_is_over() -> None:
    """Its lease began before its last heartbeat could be seen."""
    assert STALLED > SECONDS


def test_a_judge_that_was_blind_has_seen_nothing() -> None:
    """The database was away for all: nobody is declared dead when it is back."""
    watch = Watch()
    looks(watch, 0.0, 2.0, {7: "old"})
    assert watch.look(60.0, {7: "old"}) == {}
    assert looks(watch, 60.5, 60.0 + STALLED - BEAT, {7: "old"}) == {}
    assert watch.look(60.0 + STALLED, {7: "old"}) == {7: "old"}


def test_a_server_whose_clock_was_set_says_nothing() -> None:
    """What is looked at is whether the value changes, not what it is."""
    watch = Watch()
    for turn in range(20):
        assert watch.look(turn * BEAT, {7: turn if turn < 10 else turn - 3_600}) == {}


@given(st.lists(st.floats(0.1, 8.0), min_size=1, max_size=30))
def test_who_beats_is_never_silent(pauses: list[float]) -> None:
    watch, now = Watch(), 0.0
    for beat, pause in enumerate(pauses):
        now += pause
        assert watch.look(now, {1: beat}) == {}


@given(st.lists(st.floats(0.1, 8.0), min_size=1, max_size=40))
@example([1.0, 4.0, 1.9019053098612586, 2.0])
def test_nobody_is_silent_before_a_judge_has_looked_on_for_long_enough(
    pauses: list[float],
) -> None:
    watch, since = Watch(), 0.0
    looks_at = list(accumulate(pauses))
    for before, now in pairwise([None, *looks_at]):
        assert now is not None
        # By the same subtraction: a sum of pauses is not to the last bit what they were.
        if before is None or now - before > BLIND:
            since = now
        silent = watch.look(now, {1: "old"})
        assert bool(silent) == (now - since >= STALLED)
