"""What a device is told of what changed."""

import pytest
from directory.models import CardState, ContactCardPage

pytestmark = pytest.mark.django_db


def test_first_sync(device, card, agency):
    a = device.sync()
    assert set(a.etags) == {device.href(card), device.href(agency)}
    for t in device.cards().values(): print(t)
    b = device.sync(a.token)
    assert b.hrefs == [] and b.token == a.token
    CardState.objects.filter(card=card).update(exporteren=False)
    c = device.sync(a.token)
    print(c.response.content.decode(), device.propfind(None, "d:displayname", "d:bogus", "d:resourcetype", depth="1").response.content.decode())
    assert c.gone == [device.href(card)]
