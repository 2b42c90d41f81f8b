"""An organisation with all there is in it, everybody who looks at it, and what each of them may take along."""

from types import SimpleNamespace

from django.contrib.auth.models import User

from directory.models import CardNumber, CardState, Contactpunt, Membership, Zichtbaar
from directory.visibility import VISITOR, Audience, audience_for
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_gemeente,
    make_professional,
    make_region,
    make_team,
)

IEDEREEN = {"visitor", "in region", "other region", "own", "coordinator", "superuser"}
REGION = {"in region", "own", "coordinator", "superuser"}
OWN = {"own"}
NOBODY = set()
# What stands somewhere in the organisation, and who may find it in the file; who may not export finds no file.
FIELDS = {
    "+31516000101": IEDEREEN,  # the desk for residents
    "+31516000102": REGION,  # the desk for professionals
    "+31516000103": REGION,  # the desk of the team
    "Open loket": IEDEREEN,  # a function that is open to all
    "+31516000110": IEDEREEN,  # its number for all
    "+31516000111": REGION,  # its number for professionals
    "Gewonestra": REGION,  # a person
    "+31516000120": REGION,
    "+31612345678": OWN,  # the person's mobile, only for the own organisation
    "gewone@voorbeeld.example": REGION,
    "Eigenstra": OWN,  # a card for the own organisation
    "+31516000130": OWN,
    "Redactiestra": NOBODY,  # a card that only editors may see
    "Liefniet": NOBODY,  # who does not want to be in a phone
    "+31516000140": NOBODY,
    "Vertrokkenstra": NOBODY,
    "Conceptstra": NOBODY,  # a card that is not live
    "Plafondstra": OWN,  # an editor says all, the person says the own organisation
}


def make_world() -> SimpleNamespace:
    """An organisation with a team and with somebody or something of every kind."""
    region = make_region(gemeenten=[make_gemeente()])
    agency = make_agency(region=region)
    team = make_team(agency)
    make_contactpunt(agency, telefoon="0516000101", voor=Contactpunt.Voor.INWONERS)
    make_contactpunt(agency, telefoon="0516000102")
    make_contactpunt(team, telefoon="0516000103")
    open_desk = make_card(agency, soort="functie", functie_lokaal="Open loket", zichtbaar=Zichtbaar.IEDEREEN)
    CardNumber.objects.create(page=open_desk, nummer="0516000110", zichtbaar=Zichtbaar.IEDEREEN)
    CardNumber.objects.create(page=open_desk, nummer="0516000111")
    hidden = make_card(agency, achternaam="Liefniet", nummer="0516000140")
    gone = make_card(agency, achternaam="Vertrokkenstra")
    plain = make_card(
        team, achternaam="Gewonestra", nummer="0516000120", mail="gewone@voorbeeld.example", vervanger=hidden
    )
    CardNumber.objects.create(page=plain, nummer="0612345678", zichtbaar=Zichtbaar.ORGANISATIE)
    make_card(agency, achternaam="Eigenstra", nummer="0516000130", zichtbaar=Zichtbaar.ORGANISATIE)
    make_card(agency, achternaam="Redactiestra", zichtbaar=Zichtbaar.REDACTIE)
    make_card(agency, achternaam="Conceptstra").unpublish()
    capped = make_card(agency, achternaam="Plafondstra", zichtbaar=Zichtbaar.IEDEREEN)
    CardState.objects.filter(card=hidden).update(exporteren=False)
    CardState.objects.filter(card=gone).update(vertrokken_op="2020-01-01")
    CardState.objects.filter(card=capped).update(plafond=Zichtbaar.ORGANISATIE)
    return SimpleNamespace(region=region, agency=agency, team=team, plain=plain, hidden=hidden)


def audiences(world: SimpleNamespace) -> dict[str, Audience]:
    """Everybody who may look, by what the tests call them."""
    elsewhere = make_agency(region=make_region(gemeenten=[make_gemeente()]))
    no_right = make_professional(world.agency)
    Membership.objects.filter(user=no_right).update(exporteren=False)
    coordinator = User.objects.create_user("c@test.example")
    Membership.objects.create(user=coordinator, regio=world.region, rol=Membership.Rol.COORDINATOR)
    return {
        "visitor": VISITOR,
        "in region": audience_for(make_professional(make_agency(region=world.region))),
        "other region": audience_for(make_professional(elsewhere)),
        "own": audience_for(make_professional(world.agency)),
        "coordinator": audience_for(coordinator),
        "superuser": audience_for(User.objects.create_superuser("s@test.example")),
        "no right": audience_for(no_right),
        "no member": audience_for(User.objects.create_user("n@test.example")),
    }
