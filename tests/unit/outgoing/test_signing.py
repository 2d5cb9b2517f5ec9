"""What is posted is checked as whoever receives it checks it."""

import json
import time

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from broadcast.outgoing.lane import Lane
from broadcast.outgoing.signing import new_secret, signed
from db.outgoing.writing import body_of
from tests.actors import owner
from tests.unit.outgoing.house import House


def test_a_signature_is_that_of_standard_webhooks() -> None:
    secret, body = new_secret(), '{"type":"test","data":{"name":"Аня"}}'
    headers = signed(secret, "evt_1", body.encode(), at=int(time.time()))
    assert Webhook(secret).verify(body, headers) == json.loads(body)
    for wrong in (
        (new_secret(), body, headers),
        (secret, body.replace("1", "2").replace("test", "tset"), headers),
        (secret, body, headers | {"webhook-id": "evt_2"}),
        (secret, body, headers | {"webhook-timestamp": str(int(time.time()) - 1)}),
    ):
        with pytest.raises(WebhookVerificationError):
            Webhook(wrong[0]).verify(wrong[1], wrong[2])


def test_a_body_says_what_happened_and_when() -> None:
    assert json.loads(body_of("test", {"a": "Ä"}, 0)) == {
        "type": "test",
        "timestamp": "1970-01-01T00:00:00Z",
        "data": {"a": "Ä"},
    }


async def test_each_post_is_signed_with_the_secret_that_its_address_has_then(house: House) -> None:
    house.clock.now = time.time() - 1_700_000_000
    new = await house.add()
    old, lane = (await house.row(new)).secret, await house.lane(new)
    await _is_signed_with(old, house, lane)
    current = await house.doors.renew_secret(new, by=owner())
    assert current != old
    await _is_signed_with(current, house, lane)


async def _is_signed_with(secret: str, house: House, lane: Lane) -> None:
    await house.happen("one")
    await house.go(lane)
    _, _, body, headers = house.servers.posts[-1]
    assert Webhook(secret).verify(body.decode(), dict(headers))
