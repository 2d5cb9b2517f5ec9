"""What a window says once about what has just happened."""

from collections.abc import Mapping
from enum import StrEnum


class ComposeNote(StrEnum):
    TEST_SENT = "test-sent"
    TEST_FAILED = "test-failed"
    TEST_REFUSED = "test-refused"
    TAP_REPLACE = "tap-replace"
    EDITED = "edited"
    EDIT_UNUSABLE = "edit-unusable"
    LATE_ITEM = "late-item"  # one more of an album
    NOBODY = "nobody"
    TIME_OVER = "time-over"  # the one that was chosen has passed
    EXPIRED = "expired"  # nobody is to get it any more by then
    AUDIENCE_CHANGED = "audience-changed"  # while it was counted for the launch
    LIVE = "live"  # people get the place where it was, not the moving
    TEMPLATE_SAVED = "template-saved"
    IN_COMMON = "in-common"  # a poll has become answer buttons
    SLASH = "slash"  # it looks like a command


NOTE_KEYS: Mapping[ComposeNote, str] = {
    ComposeNote.TEST_SENT: "compose-note-test-sent",
    ComposeNote.TEST_FAILED: "compose-note-test-failed",
    ComposeNote.TEST_REFUSED: "compose-note-test-refused",
    ComposeNote.TAP_REPLACE: "compose-note-tap-replace",
    ComposeNote.EDITED: "compose-note-edited",
    ComposeNote.EDIT_UNUSABLE: "compose-note-edit-unusable",
    ComposeNote.LATE_ITEM: "messages-note-late-item",
    ComposeNote.NOBODY: "compose-note-nobody",
    ComposeNote.AUDIENCE_CHANGED: "compose-note-audience-changed",
    ComposeNote.TIME_OVER: "planned-time-over",
    ComposeNote.EXPIRED: "planned-expired",
    ComposeNote.LIVE: "compose-note-live",
    ComposeNote.TEMPLATE_SAVED: "templates-saved",
    ComposeNote.IN_COMMON: "poll-note-in-common",
    ComposeNote.SLASH: "compose-note-slash",
}
