from __future__ import annotations

import pytest

from compliance.client.signing import SignatureError, sign, verify

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'


def test_the_example_of_the_specification():
    """The example that Standard Webhooks' own libraries are tested with."""
    told = sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", BODY, at=1614265330)
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert verify(SECRET, told, BODY, now=1614265330) == "msg_p5jXN8AQM9LWM0D4loKWxJek"


def test_what_was_signed_is_known_again():
    told = {name.title(): value for name, value in sign("plain secret", "evt_1", BODY, at=1000).items()}
    assert verify("plain secret", told, BODY, now=1300) == "evt_1"
    changing = {**told, "Webhook-Signature": f"v2,x v1,AAAA {told['Webhook-Signature']}"}
    assert verify("plain secret", changing, BODY, now=1000) == "evt_1"


@pytest.mark.parametrize(
    ("but", "body", "now"),
    [
        ({}, BODY + b" ", 1000),
        ({}, BODY, 1301),
        ({}, BODY, 699),
        ({"webhook-id": "evt_2"}, BODY, 1000),
        ({"webhook-timestamp": "1001"}, BODY, 1000),
        ({"webhook-id": ""}, BODY, 1000),
        ({"webhook-id": "x" * 201}, BODY, 1000),
        ({"webhook-timestamp": "now"}, BODY, 1000),
        ({"webhook-timestamp": "²"}, BODY, 1000),
        ({"webhook-timestamp": "9" * 5000}, BODY, 1000),
        ({"webhook-signature": ""}, BODY, 1000),
        ({"webhook-signature": "v1,"}, BODY, 1000),
        ({"webhook-signature": "v1,é"}, BODY, 1000),
        ({"webhook-signature": "v1a,AAAA"}, BODY, 1000),
    ],
)
def test_anything_else_is_refused(but, body, now):
    with pytest.raises(SignatureError):
        verify("plain secret", {**sign("plain secret", "evt_1", BODY, at=1000), **but}, body, now=now)


def test_another_secret_is_refused():
    with pytest.raises(SignatureError, match="signature is not right"):
        verify("another secret", sign("plain secret", "evt_1", BODY), BODY)
    with pytest.raises(SignatureError, match="no Base64"):
        sign("whsec_***", "evt_1", BODY)
