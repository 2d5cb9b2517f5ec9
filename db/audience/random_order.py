"""A fixed random order of subscribers, made of their numbers and a seed alone.

The place of number n is (a n + b) mod p, with a and b drawn from the seed. As p is prime, no two
numbers below it share a place, so that "the first 500" are 500; and SQLite reckons it in a few
nanoseconds, without a table and without going over 64 bits.
"""

from hashlib import blake2b

from sqlalchemy import BigInteger, ColumnElement, literal

PLACES = 2**31 - 1  # a prime


def place_of(number: ColumnElement[int], seed: int) -> ColumnElement[int]:
    """From 0 to PLACES - 1."""
    drawn = blake2b(str(seed).encode(), digest_size=16).digest()
    factor = int.from_bytes(drawn[:8]) % (PLACES - 1) + 1
    # Of 64 bits in PostgreSQL, too, which reckons in the width of what it is given.
    return (number * literal(factor, BigInteger) + int.from_bytes(drawn[8:]) % PLACES) % PLACES


def share(percent: int) -> int:
    """The places below this one are so many percent of them all."""
    return PLACES * percent // 100
