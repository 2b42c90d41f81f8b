"""An editor of one agency attacks another agency at every door of the editing screens."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.core import serializers
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupPagePermission, Page, Revision

from directory import actions
from directory.models import (
    Absence,
    AgencyPage,
    CardNumber,
    CardState,
    Check,
    ContactCardPage,
    Contactpunt,
    Melding,
    Membership,
    NietDoen,
    OokTeVinden,
)
from tests.directory.admin_site import (
    add_url,
    card_data,
    edit_url,
    log_in,
    make_coordinator,
    make_editor,
    make_own_agency,
    publish,
)
from tests.factories import make_agency, make_card, make_professional, make_team, make_user

pytestmark = pytest.mark.django_db
SECRETS = ("Geheimsma", "Conceptgeheim", "0511 99 88 77", "511998877", "Fotogeheim", "mail-van-b@", "Meldinggeheim")
# Nothing of another agency is behind these: they end one's own session or change one's own account.
OWN_AFFAIRS = ("logout", "login", "account", "password_reset", "jsi18n", "sprite", "dismissibles")


@pytest.fixture
def a():
    """Agency A: its editor, page and card."""
    agency = make_own_agency("Stichting A")
    user = make_editor(agency)
    return SimpleNamespace(agency=agency, card=make_card(agency, achternaam="Aasma"), user=user, client=log_in(user))


@pytest.fixture
def b(a):
    """Agency B in the same region, with all that may not come out: a card, a draft, a photo, a member, a report."""
    agency = make_agency("Stichting B", region=a.agency.get_parent().specific)
    group = actions.editor_group(agency)
    member = make_user("mail-van-b@proef.example")
    membership = actions.give_membership(user=member, agency=agency, rol=Membership.Rol.REDACTIE)
    card = make_card(agency, voornaam="Bea", achternaam="Geheimsma", nummer="0511998877")
    card.foto = Image.objects.create(
        title="Fotogeheim", file=get_test_image_file(), collection=agency.editor_group.collection
    )
    card.ook_te_vinden = [OokTeVinden(organisatie=a.agency)]
    card.save_revision().publish()
    card.bel_mij_voor = ["Conceptgeheim"]
    revision = card.save_revision(log_action=True)
    melding = Melding.objects.create(page=card, soort="fout", tekst="Meldinggeheim")
    return SimpleNamespace(
        agency=agency,
        card=ContactCardPage.objects.get(pk=card.pk),
        foto=card.foto,
        group=group,
        member=member,
        membership=membership,
        melding=melding,
        revision=revision,
    )


def secrets_in(response):
    text = b"".join(response.streaming_content) if response.streaming else response.content
    return [secret for secret in SECRETS if secret in text.decode("utf-8", "replace")]


def state_of_b(b):
    """All of B as text, to see that an attack changed nothing."""
    pages = Page.objects.filter(path__startswith=b.agency.path)
    own = [
        pages,
        AgencyPage.objects.filter(pk__in=pages),
        ContactCardPage.objects.filter(pk__in=pages),
        CardNumber.objects.filter(page__in=pages),
        CardState.objects.filter(card__in=pages),
        Absence.objects.filter(card__in=pages),
        Check.objects.filter(page__in=pages),
        Melding.objects.filter(page__in=pages),
        Membership.objects.filter(agency=b.agency),
        Revision.objects.filter(object_id__in=[str(p.pk) for p in pages]),
        Image.objects.filter(pk=b.foto.pk),
        Collection.objects.all(),
        Group.objects.filter(pk=b.group.pk),
        GroupPagePermission.objects.filter(group=b.group),
        User.objects.filter(pk=b.member.pk),
    ]
    return [serializers.serialize("json", queryset.order_by("pk")) for queryset in own]


def patterns_below_admin():
    """Every address below /admin/ as its route, those of other apps too."""

    def walk(patterns, prefix=""):
        for pattern in patterns:
            route = prefix + str(pattern.pattern).lstrip("^")
            if isinstance(pattern, URLPattern):
                yield route.rstrip("$")
            else:
                yield from walk(pattern.url_patterns, route)

    routes = {route for route in walk(get_resolver().url_patterns) if route.startswith("admin/")}
    return sorted(route for route in routes if not any(word in route for word in OWN_AFFAIRS))


def filled(route, b):
    """The addresses that a route gives with the keys of B."""
    pages = [b.card.pk, b.agency.pk]
    others = [b.foto.pk, b.group.pk, b.member.pk, b.membership.pk, b.melding.pk, b.agency.editor_group.collection_id]
    keys = pages if "page" in route else [*dict.fromkeys([*pages, *others])]
    fixed = {
        "revision_id": b.revision.pk,
        "image_id": b.foto.pk,
        "collection_id": b.agency.editor_group.collection_id,
        "app_label": "wagtailcore" if "bulk" in route else "directory",
        "app_name": "directory",
        "content_type_app_name": "directory",
        "model_name": "page" if "bulk" in route else "contactcardpage",
        "content_type_model_name": "contactcardpage",
        "action": "delete",
        "action_name": "publish",
        "filter_spec": "original",
        "destination_id": b.agency.pk,
    }
    for key in keys:
        yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(fixed.get(match[1], key)), route)  # noqa: B023  # used at once


# Every door -------------------------------------------------------------------------------------------------------
def test_no_address_of_the_admin_shows_anything_of_another_agency(a, b):
    a.client.raise_request_exception = False
    addresses = {url for route in patterns_below_admin() for url in filled(route, b)}

    leaks = {url: found for url in sorted(addresses) if (found := secrets_in(a.client.get(url)))}

    assert leaks == {}
    assert len(addresses) > 250


def test_no_address_of_the_admin_changes_anything_of_another_agency(a, b):
    a.client.raise_request_exception = False
    before = state_of_b(b)
    new = {"new_title": "Gekaapt", "new_slug": "gekaapt", "new_parent_page": a.agency.pk, "title": "Gekaapt"}
    data = {**card_data(voornaam="Gekaapt"), **new, "action-publish": "1", "name": "Gekaapt", "next": "/admin/"}

    for route in patterns_below_admin():
        for url in filled(route, b):
            a.client.post(url, data)

    assert state_of_b(b) == before


def test_the_same_addresses_show_it_to_an_administrator(b):
    client = log_in(make_user(is_superuser=True))
    doors = ("wagtailadmin_pages:usage", "wagtailadmin_pages:history", "gids_vertrokken")

    shown = [secrets_in(client.get(reverse(door, args=[b.card.pk]))) for door in doors]

    assert all(shown)


@pytest.mark.parametrize("asked", ["?q=Geheim", "?export=csv", "?export=xlsx", "?q=Geheim&export=csv"])
def test_no_list_or_report_gives_another_agency_away(a, b, asked):
    a.client.raise_request_exception = False
    routes = [route for route in patterns_below_admin() if "<" not in route]

    leaks = {route: found for route in routes if (found := secrets_in(a.client.get(f"/{route}{asked}")))}

    assert leaks == {}


# The doors one by one ---------------------------------------------------------------------------------------------
def test_the_edit_screen_of_another_agency_is_shut(a, b):
    assert a.client.get(edit_url(b.card)).status_code == 302


def test_a_card_cannot_be_made_below_another_agency(a, b):
    publish(a.client, add_url(b.agency, "contactcardpage"), card_data())

    assert not ContactCardPage.objects.filter(achternaam="Proefma").exists()


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish", "gegevens_kloppen"])
def test_a_bulk_action_shows_and_changes_nothing_of_another_agency(a, b, action):
    before = state_of_b(b)
    url = f"/admin/bulk/wagtailcore/page/{action}/?id={b.card.pk}&id={b.agency.pk}&id={a.card.pk}"

    shown = a.client.get(url)
    a.client.post(url, {"chooser": a.agency.pk, "include_descendants": "on"})

    assert secrets_in(shown) == []
    assert state_of_b(b) == before


def test_a_bulk_action_on_all_of_another_agency_shows_nothing(a, b):
    url = f"/admin/bulk/wagtailcore/page/delete/?id=all&childOf={b.agency.pk}"

    assert secrets_in(a.client.get(url)) == []


@pytest.mark.parametrize("page_type", ["directory.ContactCardPage", "wagtailcore.page"])
def test_a_page_chooser_shows_no_card_of_another_agency(a, b, page_type):
    browse = reverse("wagtailadmin_choose_page_child", args=[b.agency.pk]) + f"?page_type={page_type}"
    search = reverse("wagtailadmin_choose_page_search") + f"?page_type={page_type}&q=Geheim"

    assert secrets_in(a.client.get(browse)) + secrets_in(a.client.get(search)) == []


def test_a_page_chooser_shows_other_agencies(a, b):
    region = b.agency.get_parent()
    url = reverse("wagtailadmin_choose_page_child", args=[region.pk]) + "?page_type=directory.AgencyPage"

    assert "Stichting B" in a.client.get(url).content.decode()


def test_the_usage_of_the_own_page_names_no_card_of_another_agency(a, b):
    assert secrets_in(a.client.get(reverse("wagtailadmin_pages:usage", args=[a.agency.pk]))) == []


def test_a_photo_of_another_agency_cannot_be_chosen(a, b):
    assert secrets_in(a.client.get(reverse("wagtailimages_chooser:choose"))) == []


def test_a_card_of_another_agency_cannot_stand_in(a, b):
    form = a.client.get(edit_url(a.card)).context["form"]

    assert b.card not in form.fields["vervanger"].queryset


def test_the_chosen_member_of_another_agency_stays(a, b):
    a.client.post(reverse("gids_lid_eraf", args=[b.membership.pk]))

    assert Membership.objects.filter(pk=b.membership.pk).exists()


# Below a superuser nobody administers users or the site -----------------------------------------------------------
@pytest.mark.parametrize(
    "path", ["users/", "groups/", "sites/", "collections/", "workflows/list/", "redirects/", "users/add/"]
)
@pytest.mark.parametrize("role", ["editor", "coordinator"])
def test_settings_are_for_the_administrator(a, path, role):
    client = a.client if role == "editor" else log_in(make_coordinator(a.agency.get_parent().specific))

    assert client.get(f"/admin/{path}").status_code in (302, 403, 404)


def test_a_coordinator_cannot_make_somebody_an_administrator(a):
    coordinator = make_coordinator(a.agency.get_parent().specific)

    log_in(coordinator).post(
        reverse("wagtailusers_users:edit", args=[coordinator.pk]),
        {"username": "x", "email": coordinator.email, "first_name": "x", "last_name": "x", "is_superuser": "on"},
    )

    assert not User.objects.filter(is_superuser=True).exists()


def test_a_professional_gets_no_page_of_the_admin(a):
    client = log_in(make_professional(a.agency))
    client.raise_request_exception = False

    codes = {client.get("/" + route).status_code for route in patterns_below_admin() if "<" not in route}

    assert codes <= {302, 403, 404}


def test_a_visitor_gets_no_page_of_the_admin(db):
    client = Client()
    client.raise_request_exception = False

    codes = {client.get("/" + route).status_code for route in patterns_below_admin() if "<" not in route}

    assert codes <= {302, 401, 403, 404}


# The own agency page stays ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["delete", "unpublish", "move", "copy"])
def test_an_editor_cannot_lose_the_own_agency(a, what):
    page = make_own_agency("Leeg")
    client = log_in(make_editor(page))
    target = f"{what}/{a.agency.pk}/confirm" if what == "move" else what

    client.post(f"/admin/pages/{page.pk}/{target}/", {"new_title": "x", "new_slug": "x", "new_parent_page": page.pk})

    page.refresh_from_db()
    assert (page.live, page.numchild) == (True, 0)


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_an_editor_cannot_lose_the_own_agency_in_bulk(a, action):
    page = make_own_agency("Leeg")

    log_in(make_editor(page)).post(f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}")

    page.refresh_from_db()
    assert page.live


def test_the_editors_of_an_agency_may_delete_a_team(a):
    team = make_team(a.agency)

    a.client.post(reverse("wagtailadmin_pages:delete", args=[team.pk]))

    assert not AgencyPage.objects.filter(pk=team.pk).exists()


def test_an_editor_may_delete_an_own_card(a):
    a.client.post(reverse("wagtailadmin_pages:delete", args=[a.card.pk]))

    assert not ContactCardPage.objects.filter(pk=a.card.pk).exists()


def test_a_coordinator_deletes_an_agency_with_its_cards(a):
    client = log_in(make_coordinator(a.agency.get_parent().specific))

    client.post(reverse("wagtailadmin_pages:delete", args=[a.agency.pk]))

    assert not AgencyPage.objects.filter(pk=a.agency.pk).exists()


def test_a_coordinator_cannot_delete_the_region(a):
    region = a.agency.get_parent().specific

    log_in(make_coordinator(region)).post(reverse("wagtailadmin_pages:delete", args=[region.pk]))

    assert Page.objects.filter(pk=region.pk).exists()


def test_half_a_page_is_not_published_in_bulk(a):
    Contactpunt.objects.all().delete()
    page = make_own_agency("Half", live=False)

    log_in(make_editor(page)).post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")

    page.refresh_from_db()
    assert not page.live


# Others name it ---------------------------------------------------------------------------------------------------
def test_deleting_a_named_agency_first_asks_who_does_it(a):
    named = make_agency(region=a.agency.get_parent().specific)
    NietDoen.objects.create(page=a.agency, wat="Wonen", organisatie=named)
    client = log_in(make_coordinator(a.agency.get_parent().specific))

    response = client.get(reverse("wagtailadmin_pages:delete", args=[named.pk]))

    assert response.url == reverse("gids_wie_dan_wel", args=[named.pk])


def test_a_named_agency_goes_once_another_is_named(a):
    named, other = (make_agency(region=a.agency.get_parent().specific) for _ in range(2))
    NietDoen.objects.create(page=a.agency, wat="Wonen", organisatie=named)
    client = log_in(make_coordinator(a.agency.get_parent().specific))

    client.post(reverse("gids_wie_dan_wel", args=[named.pk]), {"nieuw": other.pk})
    client.post(reverse("wagtailadmin_pages:delete", args=[named.pk]))

    assert NietDoen.objects.get().organisatie == other
    assert not AgencyPage.objects.filter(pk=named.pk).exists()


def test_a_named_agency_is_not_deleted_in_bulk(a):
    named = make_agency(region=a.agency.get_parent().specific)
    NietDoen.objects.create(page=a.agency, wat="Wonen", organisatie=named)

    log_in(make_coordinator(a.agency.get_parent().specific)).post(f"/admin/bulk/wagtailcore/page/delete/?id={named.pk}")

    assert AgencyPage.objects.filter(pk=named.pk).exists()
