"""Counted links: what opens them, what counts, and what a click costs."""

from tests.mutants.mutant import Mutant, mutant

TOKENS = "tests/unit/clicks/test_tokens.py::"
TRACKING = "tests/unit/clicks/test_tracking.py::"
REDIRECTS = "tests/unit/clicks/test_redirects.py::"
TARGETS = "tests/unit/clicks/test_targets.py::"
COUNTER = "tests/unit/clicks/test_counter.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a link opens by the bot's own signature alone",
        "broadcast.model.clicks.tokens:read",
        "not hmac.compare_digest(signature, _signature(secret, said))",
        "False",
        f"{TOKENS}test_no_byte_can_be_changed",
        f"{TOKENS}test_what_was_signed_is_read",
    ),
    mutant(
        "a number that is given again opens nothing new",
        "broadcast.clicks.tracking:Tracking.follow",
        "if target is None or target[1] != token.target:",
        "if target is None:",
        f"{TRACKING}test_a_number_that_is_given_again_opens_nothing_new",
    ),
    mutant(
        "a link that was followed a moment ago costs no look into the database",
        "broadcast.clicks.tracking:Tracking.follow",
        "self._targets.get(token.link) or await",
        "await",
        f"{TRACKING}test_what_nobody_signed_costs_no_look_into_the_database",
    ),
    mutant(
        "Telegram's own look at a link is no click",
        "bot.http.redirects:_is_click",
        " and not agent.startswith(TELEGRAM)",
        "",
        f"{REDIRECTS}test_whoever_only_looks_is_led_on_and_not_counted",
    ),
    mutant(
        "clicks share a transaction",
        "broadcast.clicks.counter:ClickCounter.run_forever",
        "            await self._clock.sleep(EVERY)\n",
        "",
        f"{COUNTER}test_a_thousand_clicks_are_one_transaction",
    ),
    mutant(
        "clicks that cannot be written wait",
        "broadcast.clicks.counter:ClickCounter.flush",
        "self._waiting[key] = self._waiting.get(key, 0) + count",
        "pass",
        f"{COUNTER}test_what_cannot_be_written_waits",
    ),
    mutant(
        "whoever was erased is nobody",
        "db.clicks.clicks:record",
        "if key[1] in known}",
        "if key[1]}",
        f"{TRACKING}test_whoever_was_erased_is_nobody",
    ),
    mutant(
        "whose clicks they were goes with the person",
        "db.subscribers.store:Subscribers.erase",
        "            await clicks.erase(connection, number)\n",
        "",
        f"{TRACKING}test_whoever_was_erased_is_nobody",
    ),
    mutant(
        "what the app opens by itself stays as it is",
        "broadcast.model.clicks.targets:is_web",
        'not (host in OPENED_IN_APP or host.endswith(".t.me"))',
        "True",
        f"{TARGETS}test_what_a_browser_opens_is_counted",
    ),
    mutant(
        "a target is one line of a header",
        "broadcast.model.clicks.targets:location",
        "return quote(url, safe=_PRINTABLE)",
        "return url",
        f"{TARGETS}test_a_header_says_any_target_in_one_printable_line",
    ),
    mutant(
        "nobody is told apart in a group",
        "broadcast.runs.script:Script.values",
        "claim.subscriber_id if claim.chat_id > 0 else NOBODY",
        "claim.subscriber_id",
        "tests/engine/test_clicks.py::test_each_has_their_own_where_people_are_told_apart",
    ),
)
