"""Servers outside: the guard of the connection, and what is posted there."""

from tests.mutants.mutant import Mutant, mutant

CLIENT = "tests/unit/outside/test_client.py::"
ALLOWED = "tests/unit/outside/test_allowed.py::"

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
)
