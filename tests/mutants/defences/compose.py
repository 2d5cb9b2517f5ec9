"""What becomes part of a draft."""

from tests.mutants.mutant import Mutant, mutant

RICH = "tests/unit/rich/"
PERSONAL = "tests/unit/personal/test_rich_personal.py::"
DIALOG = "tests/dialogs/compose/test_rich.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a rich source is checked before anything is sent",
        "botapi.rich.structure:Structure._cell",
        "if one.columns > MOST_COLUMNS:",
        "if one.columns < 0:",
        f"{RICH}test_source.py::test_each_limit_to_the_last_and_one_more_with_its_line",
        f"{DIALOG}test_a_file_that_cannot_be_sent_is_refused_with_its_line",
    ),
    mutant(
        "the work on a received rich message has an end",
        "botapi.rich.received:_Reader.value",
        "if self._left < 0 or depth > DEEPEST:",
        "if self._left < 0:",
        f"{RICH}test_received.py::test_depth_has_an_end",
    ),
    mutant(
        "a file is refused by its size before it is asked for",
        "handlers.admin.compose.message.rich_files:read_source",
        "if size > MOST_DOWNLOADED:",
        "if size < 0:",
        f"{DIALOG}test_twenty_megabytes_are_refused_by_their_size",
    ),
    mutant(
        "a value is no HTML",
        "botapi.personal.syntax:escaped",
        "value.translate(_HTML)",
        "value",
        f"{PERSONAL}test_a_value_adds_no_block_no_link_and_no_column",
    ),
    mutant(
        "a value is no Markdown",
        "botapi.personal.syntax:escaped",
        '" ".join(value.split()).translate(_MARKDOWN[syntax])',
        '" ".join(value.split())',
        f"{PERSONAL}test_a_value_adds_no_block_no_link_and_no_column",
    ),
    mutant(
        "a value at the beginning of a line opens no block",
        "broadcast.model.personal.sources:syntax_of",
        "Syntax.MARKDOWN_LINE if",
        "Syntax.MARKDOWN if",
        f"{PERSONAL}test_a_value_adds_no_block_no_link_and_no_column",
    ),
    mutant(
        "nothing between signs makes no line of them",
        "botapi.personal.syntax:escaped",
        "or NOTHING",
        'or ""',
        f"{PERSONAL}test_nothing_in_its_place_is_no_line_and_no_emphasis",
    ),
    mutant(
        "in the code of a source nothing is filled in",
        "broadcast.model.personal.sources:uses_in_source",
        "if part in FILLED",
        "if part",
        f"{PERSONAL}test_code_and_formulas_keep_their_braces",
    ),
    mutant(
        "half a placeholder is none",
        "broadcast.model.formatting.placeholders:scan",
        "broken=next_edge < len(edges) and edges[next_edge] < end,",
        "broken=False,",
        "tests/unit/formatting/test_placeholders.py::"
        "test_one_that_begins_or_ends_within_the_braces_is_broken",
        "tests/unit/wording/test_moments_in_texts.py::test_half_of_it_in_bold_is_refused",
    ),
    mutant(
        "the nearest language counts, tag by tag",
        "db.broadcasts.variants:_nearest",
        "key=len, reverse=True",
        "key=len",
        "tests/engine/test_variants.py::test_the_nearest_language_counts_tag_by_tag",
    ),
    mutant(
        "what can never be edited is said before anybody writes",
        "broadcast.model.mending.fixed:fixed",
        "return tuple(refusals) if len(refusals) == len(places) else ()",
        "return ()",
        "tests/unit/mending/test_fixed.py::test_what_can_never_be_corrected_as_a_whole",
    ),
    mutant(
        "what Telegram does not let be edited is not offered for confirmation",
        "handlers.admin.mending.correcting.getters:compare_window",
        '"possible": not refused,',
        '"possible": True,',
        "tests/dialogs/mending/test_correcting.py::test_another_kind_of_message_is_refused_with_a_sentence",
    ),
    mutant(
        "a correction remembers each of its new messages",
        "handlers.admin.mending.session:MendingSession.with_message",
        "others = (one for one in self.messages if one[:2] != here)",
        "others = ()",
        "tests/unit/handlers/test_mending_session.py::test_each_new_message_is_remembered",
    ),
    mutant(
        "what mends another broadcast is not mended itself",
        "handlers.admin.browse.mendings:_is_there",
        "sent = not broadcast.mends and broadcast.figures.sent > 0",
        "sent = broadcast.figures.sent > 0",
        "tests/dialogs/mending/test_recalling.py::test_the_card_names_what_was_done_and_leads_there",
    ),
)
