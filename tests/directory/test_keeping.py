"""What is kept of pages is thrown away by every change, and is never shared between audiences."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection, transaction
from django.template import RequestContext, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory import keeping
from directory.keeping import kept, kept_each
from directory.models import (
    Absence,
    AgencyPage,
    Begrip,
    CardNumber,
    CardState,
    Check,
    Contactpunt,
    GuideVersion,
    Melding,
    Membership,
    Werkproces,
    Zichtbaar,
)
from tests.conftest import tell
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_gemeente,
    make_professional,
    make_region,
    make_werkproces,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_runs():
    tell(request_started)
    yield
    tell(request_finished)


@pytest.fixture
def agency(commit):
    """An agency of which everything is kept as it is now."""

    def make():
        agency = make_agency("Geldloket", opdracht="Wij helpen bij schulden.")
        make_contactpunt(agency, "Balie", voor="inwoners", telefoon="0516000111")
        card = make_card(agency, achternaam="Jansma", nummer="0516000222")
        make_werkproces(agency, "Schulden regelen", kaart=card)
        return agency

    return commit(make)


@pytest.fixture
def card(agency):
    return agency.get_children().first().specific


@pytest.fixture
def professional(client, agency, commit):
    colleague = commit(lambda: make_professional(make_agency(region=agency.get_parent().specific)))
    client.force_login(colleague)
    client.user = colleague
    return client


def body(client, page):
    return client.get(page.url).content.decode()


def test_a_page_is_made_once(client, agency, django_assert_max_num_queries):
    first = body(client, agency)

    with django_assert_max_num_queries(12):
        assert body(client, agency).split("csrfmiddleware")[0] == first.split("csrfmiddleware")[0]


CHANGES = {
    "a text": (lambda a, c: AgencyPage.objects.filter(pk=a.pk).update(opdracht="nieuwwoord"), "nieuwwoord"),
    "a number": (lambda a, c: CardNumber.objects.filter(page=c).update(nummer="+31516000999"), "0516 00 09 99"),
    "a new card": (lambda a, c: make_card(a, achternaam="Nieuwstra"), "Nieuwstra"),
    "an absence": (lambda a, c: Absence.objects.create(card=c, van=timezone.localdate()), "Afwezig"),
    "a check": (lambda a, c: [check(a, group) for group in ("contact", "werk")], "Nagekeken vandaag"),
    "a werkproces": (lambda a, c: Werkproces.objects.update(naam="Geld lenen"), "Geld lenen"),
    "a desk": (lambda a, c: Contactpunt.objects.update(naam="Nieuwe balie"), "Nieuwe balie"),
    "a word": (lambda a, c: Begrip.objects.create(afkorting="schulden", gewone_taal="uitlegwoord"), "uitlegwoord"),
    "without a name": (lambda a, c: CardState.objects.filter(card=c).update(alleen_functie=True), "Zonder naam in de"),
}


def check(page, group):
    return Check.objects.create(page=page, veldgroep=group, op=timezone.localdate())


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows_at_once(professional, agency, card, commit, change):
    do, shown = change
    assert shown not in body(professional, agency)

    commit(lambda: do(agency, card))

    assert shown in body(professional, agency)


HIDES = {
    "a narrower card": lambda c: type(c).objects.filter(pk=c.pk).update(zichtbaar=Zichtbaar.ORGANISATIE),
    "a narrower person": lambda c: CardState.objects.filter(card=c).update(plafond=Zichtbaar.REDACTIE),
    "a narrower number": lambda c: CardNumber.objects.filter(page=c).update(zichtbaar=Zichtbaar.ORGANISATIE),
    "a number that goes": lambda c: CardNumber.objects.filter(page=c).delete(),
    "who left": lambda c: CardState.objects.filter(card=c).update(vertrokken_op=timezone.localdate()),
    "an unpublished card": lambda c: c.unpublish(),
    "a deleted card": lambda c: c.delete(),
}


@pytest.mark.parametrize("change", HIDES.values(), ids=HIDES)
def test_what_is_hidden_goes_at_once(professional, agency, card, commit, change):
    assert "0516 00 02 22" in body(professional, agency)

    commit(lambda: change(card))

    assert "0516 00 02 22" not in body(professional, agency)


def test_a_membership_that_ends_counts_at_once(professional, agency, commit):
    assert "Jansma" in body(professional, agency)

    commit(Membership.objects.filter(user=professional.user).delete)

    assert "Jansma" not in body(professional, agency)


def test_a_visitor_gets_nothing_of_what_was_kept_for_a_professional(professional, agency):
    assert "Jansma" in body(professional, agency)

    professional.logout()

    assert "Jansma" not in body(professional, agency)


def test_another_region_gets_nothing_of_what_was_kept_for_this_one(professional, agency, commit):
    far_away = make_agency(region=make_region(gemeenten=[make_gemeente()]))
    stranger = commit(lambda: make_professional(far_away))
    assert "Jansma" in body(professional, agency)

    professional.force_login(stranger)

    assert "Jansma" not in body(professional, agency)


# Forms and addresses in kept parts -------------------------------------------------------------------------------
FORM = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)">\s*<input type="hidden" name="terug" value="([^"]*)"')


def test_every_form_of_a_kept_page_works_for_each_visitor(agency, commit):
    body(Client(), agency)
    second = Client(enforce_csrf_checks=True)
    tokens = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', body(second, agency))

    answers = [second.post(reverse("kies"), {"csrfmiddlewaretoken": token}).status_code for token in tokens]

    assert len(answers) > 1
    assert 403 not in answers


def test_a_kept_page_leads_back_to_the_address_of_each_visitor(professional, agency):
    professional.get(f"{agency.url}?from=first")

    html = professional.get(f"{agency.url}?from=second&more=<b>").content.decode()

    assert {back.partition("#")[0] for _, back in FORM.findall(html)} == {f"{agency.url}?from=second&amp;more=%3Cb%3E"}


def test_no_text_of_the_guide_is_given_the_token_of_who_reads_it(client, agency):
    agency.website = "https://evil.example/form-token-of-each-visitor/address-of-each-visitor/"
    agency.save()

    assert agency.website in body(client, agency)


def test_nothing_of_a_visitor_is_kept(professional, agency):
    html = professional.get(f"{agency.url}?from=somewhere").content.decode()
    tokens = [token for token, _ in FORM.findall(html)]

    everything = str(list(keeping._memory.values.values()))

    assert tokens
    assert not [word for word in (*tokens, "from=somewhere", professional.user.email) if word in everything]


@pytest.mark.parametrize("asked", ["user.email", "request.user.email", "request.session.keys", "request.GET.naam"])
def test_a_kept_part_cannot_ask_who_looks(professional, agency, rf, asked):
    request = rf.get("/?naam=iemand@test.example")
    request.user, request.session = professional.user, professional.session
    template = Template(f'{{% load keeping %}}{{% keep "part" 1 %}}<{{{{ {asked} }}}}>{{% endkeep %}}')

    assert template.render(RequestContext(request, {"user": professional.user})) == "<>"


# The rule itself -------------------------------------------------------------------------------------------------
def test_the_next_request_finds_what_was_kept(commit, request_runs):
    commit(make_agency)
    kept("thing", lambda: "first")

    tell(request_started)

    assert kept("thing", lambda: "second") == "first"


def test_a_change_by_another_process_is_seen_in_the_next_request(commit, request_runs):
    commit(make_agency)
    kept("thing", lambda: "first")

    GuideVersion.objects.update(version="another")
    tell(request_started)

    assert kept("thing", lambda: "second") == "second"


def test_a_transaction_that_wrote_keeps_nothing(commit, request_runs):
    commit(make_agency)
    make_agency()
    kept("thing", lambda: "first")

    tell(request_started)

    assert kept("thing", lambda: "second") == "second"


def test_a_write_makes_the_same_request_forget(commit, request_runs):
    commit(make_agency)
    kept("thing", lambda: "first")

    AgencyPage.objects.update(opdracht="anders")

    assert kept("thing", lambda: "second") == "second"


def test_what_was_made_while_something_changed_is_not_kept(commit, request_runs):
    commit(make_agency)
    kept("thing", lambda: commit(lambda: AgencyPage.objects.update(opdracht="anders")))

    tell(request_started)

    assert kept("thing", lambda: "second") == "second"


def test_what_is_over_is_made_again(commit, request_runs):
    commit(make_agency)
    kept("thing", lambda: "first", until=lambda: timezone.now() - timedelta(seconds=1))

    tell(request_started)

    assert kept("thing", lambda: "second") == "second"


@pytest.mark.parametrize("each", [False, True])
def test_what_is_made_while_the_day_ends_is_not_kept_for_the_next_day(request_runs, each: bool):
    """Else who comes back or leaves that day is shown as the day before until the day after."""
    in_order = []

    def make(keys: tuple[int, ...] = ()) -> dict[int, str]:
        in_order.append("made")
        return dict.fromkeys(keys, "value")

    def until() -> datetime:
        in_order.append("end")
        return keeping.midnight()

    kept_each("things", [1], make, until) if each else kept("thing", make, until)

    assert in_order == ["end", "made"]


def test_outside_a_request_nothing_is_kept(commit):
    commit(make_agency)
    kept("thing", lambda: "first")

    assert kept("thing", lambda: "second") == "second"


def test_the_longest_unused_goes_first(commit, request_runs, monkeypatch):
    commit(make_agency)
    monkeypatch.setattr(keeping, "ROOM", 10)
    for key in ("old", "newer", "newest"):
        kept(key, lambda: "first")

    tell(request_started)

    assert [kept(key, lambda: "second") for key in ("newest", "newer", "old")] == ["first", "first", "second"]


@pytest.mark.parametrize(
    "write",
    [
        lambda: AgencyPage.objects.update(opdracht="anders"),
        lambda: Begrip.objects.bulk_create([Begrip(afkorting="abc", voluit="a b c")]),
        lambda: AgencyPage.objects.get().werkgebied.through.objects.all().delete(),
        lambda: AgencyPage.objects.get().delete(),
        lambda: _raw('UPDATE "directory_agencypage" SET opdracht = %s', ["anders"]),
    ],
    ids=["update", "bulk_create", "many to many", "cascade", "raw"],
)
def test_every_way_to_write_makes_a_new_version(commit, write):
    commit(make_agency)
    before = GuideVersion.objects.get().version

    commit(write)

    assert GuideVersion.objects.get().version != before


def _raw(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_what_no_page_shows_makes_no_new_version(commit):
    commit(make_agency)
    before = GuideVersion.objects.get().version

    commit(lambda: Melding.objects.create(soort="gat", tekst="Hier mist iets."))

    assert GuideVersion.objects.get().version == before


def test_a_large_load_makes_one_new_version(commit):
    commit(make_agency)

    with CaptureQueriesContext(connection) as queries:
        commit(lambda: [make_agency() for _ in range(3)])

    assert len([q for q in queries if 'UPDATE "directory_guideversion"' in q["sql"]]) == 1


def test_a_change_that_is_rolled_back_keeps_the_version(commit):
    commit(make_agency)
    before = GuideVersion.objects.get().version

    def fail():
        with transaction.atomic():
            make_agency()
            transaction.set_rollback(True)

    commit(fail)

    assert GuideVersion.objects.get().version == before


def test_a_new_day_begins_at_midnight():
    assert timezone.localtime(keeping.midnight()).time() == datetime.min.time()


def test_rows_that_are_there_are_not_read_again(commit, request_runs):
    commit(make_agency)
    asked = []

    def read(keys):
        asked.append(keys)
        return {key: str(key) for key in keys if key < 3}

    keeping.kept_each("rows", [1, 2, 3], read)
    tell(request_started)

    assert keeping.kept_each("rows", [1, 2, 3], read) == {1: "1", 2: "2"}
    assert asked == [[1, 2, 3], [3]]
