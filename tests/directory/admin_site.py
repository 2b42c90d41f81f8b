"""What the tests of the editing screens share: who is logged in, and what a form sends."""

from django.test import Client
from django.urls import reverse

from directory.actions import give_membership
from directory.models import Membership
from tests.factories import make_agency, make_gemeente, make_region, make_user

WORK = {
    "naam": "Balie",
    "kanaal": "bellen",
    "voor": "professionals",
    "telefoon": "0516 56 61 00",
    "toestel": "",
    "vraag_naar": "",
    "mail": "",
    "openingstijden": "",
    "toelichting": "",
    "bron": "",
    "bron_op": "",
}


def log_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_editor(agency):
    user = make_user()
    give_membership(user=user, agency=agency, rol=Membership.Rol.REDACTIE)
    return user


def make_coordinator(region):
    user = make_user()
    give_membership(user=user, regio=region, rol=Membership.Rol.COORDINATOR)
    return user


def make_own_agency(naam="Stichting Proef", **values):
    """An agency in a region with a gemeente."""
    region = make_region(gemeenten=[make_gemeente()])
    return make_agency(naam, region=region, **values)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(parent, model):
    return reverse("wagtailadmin_pages:add", args=["directory", model, parent.pk])


def agency_data(contactpunten=(WORK,), **values):
    """What the form of an agency sends: complete, unless told otherwise."""
    data = {
        "title": "Stichting Proef",
        "opdracht": "Wij helpen mensen met schulden.",
        "voor_wie": "Iedereen met schulden.",
        "adres_tonen": "on",
        **values,
    }
    formsets = dict.fromkeys(("andere_namen", "werkprocessen", "wat_wij_niet_doen", "escalatie", "bronnen"), ())
    for name, parts in {**formsets, "contactpunten": contactpunten}.items():
        data.update(inline_formset(list(parts), name))
    return {key: value for key, value in data.items() if value is not None}


def inline_formset(parts, prefix):
    """The fields of inline parts; a part with an `id` stands in the database already."""
    old = [part for part in parts if part.get("id")]
    data = {
        f"{prefix}-TOTAL_FORMS": len(parts),
        f"{prefix}-INITIAL_FORMS": len(old),
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for index, part in enumerate(parts):
        row = {"id": "", "ORDER": index + 1, "DELETE": "", **part}
        data.update({f"{prefix}-{index}-{name}": value for name, value in row.items()})
    return data


def card_data(nummers=(), ook=(), **values):
    """What the form of a card sends."""
    data = {
        "soort": "persoon",
        "voornaam": "Sanne",
        "tussenvoegsel": "de",
        "achternaam": "Proefma",
        "laag": "uitvoering",
        "zichtbaar": 1,
        **values,
    }
    rows = [{"soort": "vast", "toestel": "", "zichtbaar": 1, **n} for n in nummers]
    data.update(inline_formset(rows, "nummers"))
    data.update(inline_formset(list(ook), "ook_te_vinden"))
    return data


def publish(client, url, data):
    return client.post(url, {**data, "action-publish": "1"})


def errors_of(response):
    """All messages on a form that was refused, of its parts too."""
    form = response.context["form"]
    found = [str(e) for errors in form.errors.values() for e in errors]
    for formset in form.formsets.values():
        found += [str(e) for part in formset.errors for errors in part.values() for e in errors]
    return " ".join(found)
