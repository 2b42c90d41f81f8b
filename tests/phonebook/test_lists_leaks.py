"""No leak: every audience against every field of an organisation, through every way in which it can leave."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from directory.models import ContactCardPage
from phonebook.models import Kaartlijst
from tests.phonebook.test_tables import FORMS, digits, text_of
from tests.phonebook.worlds import FIELDS, audiences, make_world

pytestmark = pytest.mark.django_db
# Who holds the region together sees the editors' cards there too.
MAY = {**FIELDS, "Redactiestra": {"coordinator", "superuser"}}
# On the page of a list stands what may be seen, also where it may not be saved.
SEES = {**MAY, "Liefniet": {"in region", "own", "coordinator", "superuser"}}
SEES["+31516000140"] = SEES["Liefniet"]
ALSO = {"visitor": "no member", "own": "no right"}  # who sees the same, and may save nothing
# A list shows one number of each line, and no mail.
NOT_ON_A_LIST = {"+31612345678", "+31516000111", "gewone@voorbeeld.example", "+31516000102"}


@pytest.fixture
def world():
    return make_world()


@pytest.fixture(autouse=True)
def _many_cards_a_day(settings):
    settings.EXPORT_CARDS_A_DAY = 10_000


def clients(world):
    """A browser for each audience."""
    found = {}
    for name, audience in audiences(world).items():
        found[name] = Client()
        if audience.user_id:
            found[name].force_login(User.objects.get(pk=audience.user_id))
    return found


def values(world):
    """All that could stand on a list, also what nobody may see."""
    cards = list(ContactCardPage.objects.values_list("short_id", flat=True))
    pages = (world.agency, world.team)
    desks = [f"c-{desk.uuid}" for page in pages for desk in page.contactpunten.all()]
    return [*cards, *desks, *(f"o-{page.uuid}" for page in pages)]


def told(field, text):
    return field in text or (field.startswith("+") and digits(field) in digits(text))


def seen(answers):
    texts = {name: text_of(answer) if answer.status_code == 200 else "" for name, answer in answers.items()}
    return {field: {name for name, text in texts.items() if told(field, text)} for field in FIELDS}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", ["kaart", "org"])
def test_nothing_leaves_that_may_not(world, form, source):
    data = {"kaart": values(world)} if source == "kaart" else {"org": world.agency.uuid}

    answers = {name: client.get(reverse(form), data) for name, client in clients(world).items()}

    assert seen(answers) == MAY


def viewers(field):
    return SEES[field] | {other for name, other in ALSO.items() if name in SEES[field]}


def forced(world, client, name):
    """A list with everything on it, written straight into the database."""
    client.post(reverse("lijst_nieuw"), {"naam": name})
    lijst = Kaartlijst.objects.latest("pk")
    for n, value in enumerate(values(world)):
        lijst.regels.create(waarde=value, plek=n)
    return lijst


def test_the_page_of_a_list_shows_nothing_that_may_not_be_seen(world):
    answers = {}
    for name, client in clients(world).items():
        forced(world, client, name)
        answers[name] = client.get(reverse("mijn_lijst"))

    found = seen(answers)
    for field in set(FIELDS) - NOT_ON_A_LIST:
        assert found[field] == viewers(field), field
    for field in NOT_ON_A_LIST:
        assert found[field] <= viewers(field), field


@pytest.mark.parametrize("form", FORMS)
def test_a_list_lets_nothing_leave_that_may_not(world, form):
    answers = {}
    for name, client in clients(world).items():
        lijst = forced(world, client, name)
        answers[name] = client.get(reverse(form), {"lijst": lijst.sleutel})

    assert seen(answers) == MAY


def test_the_codes_of_a_card_are_for_who_may_see_it(world):
    answers = {
        name: client.get(reverse("kaart_codes", args=[world.plain.short_id])).status_code
        for name, client in clients(world).items()
    }

    assert {name for name, status in answers.items() if status == 200} == {
        "in region", "own", "coordinator", "superuser", "no right",
    }  # fmt: skip


def test_the_code_with_a_card_in_it_is_for_who_may_save_it(world):
    answers = {
        name: client.get(reverse("kaart_qr_los", args=[world.plain.short_id])).status_code
        for name, client in clients(world).items()
    }

    assert {name for name, status in answers.items() if status == 200} == {
        "in region", "own", "coordinator", "superuser",
    }  # fmt: skip
