"""Where subscribers come from: links and their codes, drafts and templates that admins share."""

from tests.mutants.mutant import Mutant, mutant

LINKS = "tests/unit/links/test_links.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "no link has a code that means something else",
        "broadcast.model.links.link:code_mistake",
        "code.lower().startswith(RESERVED)",
        "code == RESERVED",
        f"{LINKS}test_what_a_code_may_be[_tgr_me-reserved-code]",
        "tests/dialogs/windows/test_links.py::"
        "test_a_code_that_cannot_be_gets_a_sentence[_tgr_me-mean something else]",
    ),
    mutant(
        "a code by which people came stays",
        "broadcast.doors.links.links:Links.change_code",
        "            if link.came:\n                raise LinkRefused(LinkMistake.USED_CODE)\n",
        "",
        f"{LINKS}test_a_code_changes_until_somebody_came_by_it",
    ),
    mutant(
        "one's own link is no later visit",
        "db.links.visits:note",
        ", subscribers.c.source.is_distinct_from(links.c.code))",
        ")",
        f"{LINKS}test_the_first_touch_counts_and_later_ones_are_noted",
    ),
    mutant(
        "a link is there, whatever becomes of its picture",
        "handlers.admin.links.actions:_show",
        "        note_unseen(manager)\n",
        "        raise\n",
        "tests/dialogs/windows/test_links.py::"
        "test_a_picture_that_does_not_get_through_leaves_the_link",
    ),
)
