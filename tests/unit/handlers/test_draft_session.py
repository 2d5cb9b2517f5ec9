"""The compose dialog's memory: what it writes it reads, and nothing that another version wrote."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.session import DraftSession
from handlers.admin.compose.traces import ChatTraces, MessageTrace, SourceItem
from handlers.admin.dialog_data import OutdatedSession

SESSIONS = st.builds(
    DraftSession,
    draft_id=st.none() | st.integers(min_value=1),
    audience=st.none() | st.text(min_size=1),
    displaced=st.booleans(),
    note=st.none() | st.sampled_from(ComposeNote),
    said=st.none() | st.text(min_size=1),
    unusable=st.none() | st.text(min_size=1),
    mistakes=st.lists(st.tuples(st.integers(1), st.text(), st.text())).map(tuple),
    gaps=st.lists(st.integers(0)).map(tuple),
    bad_cap=st.booleans(),
    index=st.integers(0, 9),
    added=st.integers(0, 9),
)
MESSAGES = st.builds(
    MessageTrace,
    items=st.lists(st.builds(SourceItem, message_id=st.integers(1), face=st.text())).map(tuple),
    lost=st.lists(st.text()).map(tuple),
)
TRACES = st.builds(
    ChatTraces,
    sources=st.lists(MESSAGES).map(tuple),
    preview=st.lists(st.integers(1)).map(tuple),
    refused=st.none() | st.text(min_size=1),
    refused_at=st.integers(0, 9),
    perhaps_theirs=st.booleans(),
)


@given(SESSIONS)
def test_a_session_comes_back_as_it_was(session: DraftSession) -> None:
    assert DraftSession.read(json.loads(json.dumps(session.data()))) == session


def test_a_dialog_that_has_just_begun_remembers_nothing() -> None:
    assert DraftSession.read({}) == DraftSession()


@pytest.mark.parametrize("data", [{"draft_id": 1}, {"album": "1"}, {"version": 3, "draft_id": 1}])
def test_another_versions_session_is_outdated(data: dict[str, object]) -> None:
    with pytest.raises(OutdatedSession):
        DraftSession.read(data)


@given(TRACES)
def test_traces_come_back_as_they_were(traces: ChatTraces) -> None:
    assert ChatTraces.read(json.loads(json.dumps(traces.notes()))) == traces


def test_traces_of_the_version_before_are_read() -> None:
    """They are noted with the draft, which outlives its dialog."""
    noted = {"source_id": 5, "face": "f", "lost": ["media"], "preview": [6], "perhaps_theirs": True}
    traces = ChatTraces.read(noted)
    item = SourceItem(message_id=5, face="f")
    assert traces.sources == (MessageTrace(items=(item,), lost=("media",)),)
    assert traces.lost == ("media",)
    assert traces.preview == (6,)
    assert traces.refused is None
