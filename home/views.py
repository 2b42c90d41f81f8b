"""Pages around the guide: browse, glossary, what this is, and what to show when a page is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from directory.gemeente_view import gemeente_context
from directory.listing import (
    about,
    agencies_a_to_z,
    doelgroepen_with_counts,
    gemeenten_with_counts,
    leefgebieden_with_counts,
    listed,
    people_at,
    people_letters,
    residents_contactpunten,
    serving,
)
from directory.models import Doelgroep, Gemeente, Leefgebied
from directory.regions import first_region
from directory.visibility import audience_of
from home.glossary import glossary


def gemeenten(request: HttpRequest) -> HttpResponse:
    """All gemeenten of the region, each with the number for its residents."""
    region = first_region()
    found = gemeenten_with_counts(region) if region else []
    numbers = residents_contactpunten(found)
    rows = [(gemeente, numbers.get(gemeente.pk)) for gemeente in found]
    return render(request, "home/gemeenten.html", {"regio": region, "rijen": rows, "kruimels": [("Gemeenten", "")]})


def gemeente(request: HttpRequest, slug: str) -> HttpResponse:
    """Who works in a gemeente; one that merged into another leads there."""
    found = get_object_or_404(Gemeente.objects.select_related("opvolger"), slug=slug)
    if found.opvolger and not Gemeente.objects.current().filter(pk=found.pk).exists():
        return redirect(found.opvolger, permanent=False)
    region = first_region()
    kruimels = [("Gemeenten", reverse("gemeenten")), (found.naam, "")]
    in_region = region is not None and region.gemeenten.filter(pk=found.pk).exists()
    context = gemeente_context(found, region, request) if in_region else {"gemeente": found}
    return render(
        request, "home/gemeente.html", {"regio": region, "kruimels": kruimels, "in_regio": in_region, **context}
    )


def leefgebied(request: HttpRequest, code: str) -> HttpResponse:
    """The agencies that work on an area of life."""
    return _subject(request, get_object_or_404(Leefgebied, code=code), "leefgebied")


def doelgroep(request: HttpRequest, code: str) -> HttpResponse:
    """The agencies that are there for a target group."""
    return _subject(request, get_object_or_404(Doelgroep, code=code), "doelgroep")


def _subject(request: HttpRequest, woord: Leefgebied | Doelgroep, soort: str) -> HttpResponse:
    region = first_region()
    all_of_them = listed(region)
    agencies = about(all_of_them, woord)
    chosen = Gemeente.objects.current().filter(slug=request.GET.get("gemeente", ""), regios=region).first()
    counted = leefgebieden_with_counts if soort == "leefgebied" else doelgroepen_with_counts
    context = {
        "regio": region,
        "woord": woord,
        "soort": soort,
        "gekozen": chosen,
        "agencies": (serving(agencies, chosen) if chosen else agencies).select_related("soort").order_by("title"),
        "gemeenten": Gemeente.objects.current().filter(regios=region),
        "andere": [other for other in counted(all_of_them) if other.pk != woord.pk],
        "kruimels": [(woord.naam, "")],
    }
    return render(request, "home/onderwerp.html", context)


def az(request: HttpRequest) -> HttpResponse:
    """All agencies from A to Z, and for whoever may see them the people under one letter of their surname."""
    region, audience = first_region(), audience_of(request)
    letters = people_letters(audience)
    asked = request.GET.get("mensen", "")
    letter = asked if asked in letters else next(iter(letters), "")
    people = people_at(audience, letter, region.controle_maanden) if letter and region else []
    context = {
        "regio": region,
        "letters": agencies_a_to_z(region),
        "mensen_letters": letters,
        "mensen_letter": letter,
        "mensen": people,
        "kruimels": [("Organisaties van A tot Z", "")],
    }
    return render(request, "home/az.html", context)


def begrippen(request: HttpRequest) -> HttpResponse:
    """The glossary: each word with all its meanings."""
    zoek = request.GET.get("zoek", "").strip()[:80]
    context = {"zoek": zoek, "letters": glossary(zoek), "kruimels": [("Begrippen", "")]}
    return render(request, "home/begrippen.html", context)


def hoe_werkt_het(request: HttpRequest) -> HttpResponse:
    return render(request, "home/hoe_werkt_het.html", {"kruimels": [("Hoe werkt het", "")]})


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html", {"kruimels": [("Privacy", "")]})


def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "home/toegankelijkheid.html", {"kruimels": [("Toegankelijkheid", "")]})


def robots(request: HttpRequest) -> HttpResponse:
    """Search machines stay out of what is behind a login and out of questions."""
    shut = ("admin", "zoeken", "p", "bewaar", "melding", "media", "carddav", "abonnementen")
    lines = ["User-agent: *", *(f"Disallow: /{p}/" for p in shut)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page that is not there, with ways to go on; it says nothing about why."""
    return render(request, "404.html", status=404)
