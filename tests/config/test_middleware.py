"""What no address may do, whatever is in it."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from config.middleware import WithoutNulls
from tests.factories import make_region

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/zoeken/?vraag=%00&gemeente=%00",
    "/zoeken/?zonder=%00",
    "/zoeken/suggesties/?begin=%00",
    "/bewaar/selectie.vcf?kaart=%00",
    "/melding/?pagina=%00&soort=%00",
    "/inloggen/?next=%00",
    "/%00/",
    "/gemeente/%00/",
    "/samen/%00/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_null_sign_in_an_address_is_no_error(client: Client, address: str):
    make_region()

    assert client.get(address).status_code in {200, 302, 404}


def test_a_null_sign_inside_another_is_taken_out_too(rf: RequestFactory):
    request = rf.get("/zoeken/?gemeente=%0%000")

    WithoutNulls(lambda request: HttpResponse())(request)

    assert request.GET["gemeente"] == ""
