"""What stands for a thing in a pick box says again which thing that is."""

import pytest

from directory.waarden import Chosen, chosen
from tests.factories import make_agency, make_card, make_contactpunt

pytestmark = pytest.mark.django_db


def test_a_waarde_leads_back_to_its_thing():
    agency = make_agency()
    card, punt = make_card(agency), make_contactpunt(agency)

    found = chosen([punt.waarde, card.waarde, agency.waarde])

    assert found == Chosen((card.short_id,), frozenset({agency.uuid}), frozenset({punt.uuid}))


@pytest.mark.parametrize("text", ["", "abc", "o-onzin", "c-" + "0" * 36, "x-6f0c2f6e-5a4e-4f0e-9d55-0b7f3d2b1a10"])
def test_what_has_another_shape_stands_for_nothing(text):
    assert chosen([text]) == Chosen((), frozenset(), frozenset())
