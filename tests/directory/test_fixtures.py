"""What we ship: the country's places, the word lists and the demo region, held against our own rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from directory.loading.checks import check
from directory.loading.checks.truth import is_silent
from directory.loading.folder import Content, read_folder
from directory.loading.problems import Problems
from directory.loading.records import Record
from directory.loading.register import walk
from directory.models import ContactCardPage, Membership

pytestmark = pytest.mark.xdist_group("fixtures")
FRIESLAND = Path(settings.BASE_DIR) / "fixtures" / "friesland"


@pytest.fixture(scope="module")
def problems() -> Problems:
    return Problems()


@pytest.fixture(scope="module")
def content(problems: Problems) -> Content:
    """The demo region with the shared lists, read once."""
    return read_folder(FRIESLAND, problems)


def organisations(content: Content, *, voorbeeld: bool) -> list[Record]:
    return [record for record in content.organisaties if record["voorbeeld"] is voorbeeld]


def invented(content: Content) -> Iterator[Record]:
    """Every invented organisation, team, desk, card and other place of a card."""
    yield from walk(organisations(content, voorbeeld=True))
    yield from walk(kaart for kaart in content.kaarten if kaart["voorbeeld"])


@pytest.mark.django_db
def test_the_demo_region_has_no_mistakes(content, problems):
    check(content, problems)

    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("nederland/gemeenten", 342),
        ("nederland/arbeidsmarktregios", 35),
        ("nederland/plaatsen", 2501),
        ("woordenlijsten/leefgebieden", 13),
    ],
)
def test_the_lists_are_whole(content, table, count):
    assert len(content.tables[table]) == count


def test_there_are_many_real_organisations(content):
    assert len(organisations(content, voorbeeld=False)) >= 60


def test_there_are_invented_organisations_to_show_a_full_page(content):
    assert len(organisations(content, voorbeeld=True)) >= 15


def test_there_are_many_cards(content):
    assert len(content.kaarten) >= 250


def test_every_card_of_a_person_is_invented(content):
    people = [kaart for kaart in content.kaarten if kaart["soort"] == ContactCardPage.Soort.PERSOON]

    assert all(kaart["voorbeeld"] for kaart in people)


def test_every_gemeente_of_the_region_is_served_by_its_own_gemeente(content):
    friesland = {g["naam"] for g in content.tables["nederland/gemeenten"] if g["provincie"] == "Fryslân"}
    own = {a.text for r in content.organisaties if r["soort"].text == "gemeente" for a in r["werkgebied"]}

    assert (len(friesland), friesland - own) == (18, set())


def test_no_invented_number_can_ring(content):
    numbers = [r[name] for r in invented(content) for name in ("telefoon", "telefoon2", "nummer") if r.values.get(name)]

    assert [str(number.nummer) for number in numbers if not is_silent(number)] == []


def test_no_invented_mail_or_site_exists(content):
    mails = [record["mail"] for record in invented(content) if record.values.get("mail")]
    sites = [record["website"].rstrip("/") for record in invented(content) if record.values.get("website")]

    assert [address for address in mails + sites if not address.endswith(".example")] == []


def test_every_werkproces_of_a_real_organisation_has_a_source(content):
    werkprocessen = [w for r in organisations(content, voorbeeld=False) for w in r["werkprocessen"]]

    assert [w["naam"] for w in werkprocessen if not (w["bron"] and w["bron_op"])] == []


def test_there_is_a_login_for_every_role(content):
    assert {login["rol"] for login in content.logins} == {*Membership.Rol.values, "beheerder"}


@pytest.mark.parametrize("field", ["houder", "vervanger", "opvolger", "afwezig_van", "vertrokken_op", "ook_bij"])
def test_the_demo_shows_what_a_card_can_do(content, field):
    assert any(kaart.has(field) for kaart in content.kaarten)


@pytest.mark.parametrize("field", ["wat_wij_niet_doen", "escalatie", "regie", "teams", "andere_namen", "onderdeel_van"])
def test_the_demo_shows_what_an_organisation_can_tell(content, field):
    assert any(organisation.has(field) for organisation in content.organisaties)
