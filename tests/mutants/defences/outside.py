"""Servers outside: the guard of the connection, and what is posted there."""

from tests.mutants.mutant import Mutant, mutant

CLIENT = "tests/unit/outside/test_client.py::"
ALLOWED = "tests/unit/outside/test_allowed.py::"
LANE = "tests/unit/outgoing/test_lane.py::"
POSTER = "tests/unit/outgoing/test_poster.py::"
WRITING = "tests/unit/outgoing/test_writing.py::"
SIGNING = "tests/unit/outgoing/test_signing.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "the very address is looked at that is connected to",
        "bot.outside.client:GuardedClient._socket",
        "        if not may_connect(str(address[0]), private=self._private):\n"
        "            raise _NotAllowed\n",
        "",
        f"{CLIENT}test_a_name_that_changes_its_meaning_does_not_help",
        f"{CLIENT}test_each_hop_is_looked_at",
        f"{CLIENT}test_this_machine_is_private",
    ),
    mutant(
        "an IPv4 address means the same inside of an IPv6 one",
        "bot.outside.allowed:_may_connect_6",
        "return _may_connect_4(IPv4Address(int(address) & LOWEST_FOUR), private=private)",
        "return True",
        f"{ALLOWED}test_never",
        f"{ALLOWED}test_an_ipv4_address_means_the_same_inside_of_an_ipv6_one",
    ),
    mutant(
        "no more is unpacked than may be kept",
        "bot.outside.body:_unpacked",
        "            if len(body) > largest:\n                raise OutsideError(WhyNot.SIZE)\n",
        "",
        f"{CLIENT}test_a_body_is_read_up_to_its_limit",
    ),
    mutant(
        "no proxy of the environment",
        "bot.outside.client:GuardedClient.__init__",
        "trust_env=False",
        "trust_env=True",
        f"{CLIENT}test_no_proxy_of_the_environment",
    ),
    mutant(
        "of one subject the later event waits for the earlier one",
        "db.outgoing.queue",
        "_before.c.id < _E.id",
        "_before.c.id < 0",
        f"{LANE}test_of_one_subject_a_later_one_waits_for_the_earlier_one",
    ),
    mutant(
        "an event has the same id over all attempts",
        "broadcast.outgoing.lane:Lane.once",
        "self._courier.post(address, one.event_id, one.body)",
        'self._courier.post(address, f"{one.event_id}.{one.attempts}", one.body)',
        f"{LANE}test_the_id_and_the_body_are_the_same_over_all_attempts",
    ),
    mutant(
        "an address that is switched on at once gets a lane of its own again",
        "broadcast.outgoing.poster:EventPoster.once",
        "for number in over | (self._lanes.keys() - wanted.keys()):",
        "for number in self._lanes.keys() - wanted.keys():",
        f"{POSTER}test_one_switched_on_as_soon_as_it_was_switched_off_gets_what_waits",
    ),
    mutant(
        "the signature is over id, time and body",
        "broadcast.outgoing.signing:signature",
        'content = f"{event_id}.{at}.".encode() + body',
        'content = f"{event_id}.".encode() + body',
        f"{SIGNING}test_a_signature_is_that_of_standard_webhooks",
    ),
    mutant(
        "an address that takes nothing is tried with one event at a time",
        "broadcast.outgoing.retrying:Standing.stands_still",
        "return self._stood_still or len(self._refused) >= STILL_AFTER",
        "return False",
        f"{LANE}test_an_address_that_takes_nothing_is_tried_with_one_event_at_a_time",
    ),
    mutant(
        "nothing is given up while its address takes nothing",
        "broadcast.outgoing.retrying:gives_up",
        "refused = taken_at is not None and taken_at >= event.happened_at + DAY",
        "refused = True",
        f"{LANE}test_a_dead_address_is_told_once_and_switched_off_after_three_days",
    ),
    mutant(
        "what leaves a subscription as it was is no event",
        "db.subscribers.changes:moves",
        "if after is not None and (before is None or before.state != after.state)",
        "if after is not None",
        f"{WRITING}test_a_subscription_from_its_begin_to_its_end",
    ),
    mutant(
        "what waits about somebody goes when they are erased",
        "db.outgoing.people:erased",
        "    await forget(connection, [subject_of(chat_id)])\n",
        "",
        f"{WRITING}test_who_is_erased_is_to_be_forgotten_outside_too",
    ),
)
