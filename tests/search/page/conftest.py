"""Who asks on the search page, and the agency that answers most."""

import pytest
from django.test import Client

from directory.models import AgencyPage, Gemeente
from tests.factories import make_agency, make_contactpunt, make_professional, make_region, make_werkproces


@pytest.fixture
def agency(west: Gemeente) -> AgencyPage:
    agency = make_agency("Kredietbank", region=make_region("Friesland", gemeenten=[west]), werkgebied=[west])
    make_contactpunt(agency, "Geldlijn", voor="inwoners", telefoon="0516000100")
    make_werkproces(agency, "Schulden regelen", contactpunt=agency.contactpunten.first())
    return agency


@pytest.fixture
def member(client: Client, agency: AgencyPage) -> Client:
    client.force_login(make_professional(agency))
    return client
