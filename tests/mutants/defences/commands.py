"""`herald broadcast`: done once, by nobody else's key, and beside no running bot."""

from tests.mutants.mutant import Mutant, mutant

COMMAND = "tests/unit/api/test_command.py::"
LINE = "tests/unit/commands/test_broadcast_line.py::"
PROCESS = "tests/e2e/process/test_broadcast_command.py::"
RECIPES = "tests/e2e/recipes/test_recipes.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a command asks again under the Idempotency-Key of before",
        "bot.commands.broadcast.line:Line._asked",
        'headers["Idempotency-Key"] = once',
        'headers["Idempotency-Key"] = str(id(headers))',
        f"{LINE}test_a_lost_answer_is_asked_for_again_under_the_same_key",
    ),
    mutant(
        "the key of a command follows no redirect",
        "bot.commands.broadcast.line:Line._asked",
        "data=data, allow_redirects=False",
        "data=data, allow_redirects=True",
        f"{LINE}test_what_is_no_herald_is_asked_once_and_the_key_goes_nowhere_else",
    ),
    mutant(
        "the same --once makes one draft",
        "bot.commands.broadcast.acts:send",
        "once = sending.once or secrets.token_urlsafe(16)",
        "once = secrets.token_urlsafe(16)",
        f"{COMMAND}test_a_command_that_is_given_again_goes_on_with_its_draft",
        f"{COMMAND}test_two_at_once_send_once",
        f"{PROCESS}test_a_command_that_was_killed_is_given_again",
    ),
    mutant(
        "an empty name of a segment is not everybody",
        "bot.commands.broadcast.run:sending_of",
        "if chosen.segment is not None:",
        "if chosen.segment:",
        f"{COMMAND}test_an_empty_segment_is_not_everybody",
    ),
    mutant(
        "what a command could not launch is thrown away",
        "bot.commands.broadcast.acts:send",
        'await line.ask("DELETE", ',
        'await line.ask("GET", ',
        f"{COMMAND}test_what_cannot_be_sent_leaves_nothing_behind",
    ),
    mutant(
        "a command works on no database that a bot works on",
        "bot.commands.broadcast.standing:standing_api",
        "        await stack.enter_async_context(standing_still(url))\n",
        "",
        f"{PROCESS}test_a_bot_that_stands_still_sends_it_when_it_starts",
        f"{PROCESS}test_a_bot_that_does_not_answer_is_told_of",
    ),
    mutant(
        "what looks like a key is in no error of the command line",
        "bot.commands.arguments:Arguments.error",
        "Redactor()(message)",
        "message",
        f"{LINE}test_a_slip_of_the_finger_put_the_key_into_crons_mail",
    ),
    mutant(
        "the shop's recipe takes what Herald has signed alone",
        "docs/recipes/shop/shop.py:is_heralds",
        "any(hmac.compare_digest(one, wanted) for one in given)",
        "bool(given)",
        f"{RECIPES}test_the_shop_takes_what_was_signed_a_moment_ago",
    ),
    mutant(
        "the shop's recipe takes nothing that was signed long ago",
        "docs/recipes/shop/shop.py:is_heralds",
        " or abs(now - int(stamp)) > CLOCKS_DIFFER",
        "",
        f"{RECIPES}test_the_shop_takes_what_was_signed_a_moment_ago",
    ),
)
