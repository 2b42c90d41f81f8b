"""Pages around the guide: browse, glossary, what this is, and what to show when a page is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def gemeenten(request: HttpRequest) -> HttpResponse:
    return render(request, "home/gemeenten.html")


def gemeente(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "home/gemeente.html")


def leefgebied(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "home/onderwerp.html")


def doelgroep(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "home/onderwerp.html")


def az(request: HttpRequest) -> HttpResponse:
    return render(request, "home/az.html")


def begrippen(request: HttpRequest) -> HttpResponse:
    return render(request, "home/begrippen.html")


def hoe_werkt_het(request: HttpRequest) -> HttpResponse:
    return render(request, "home/hoe_werkt_het.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")


def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "home/toegankelijkheid.html")


def robots(request: HttpRequest) -> HttpResponse:
    """Search machines stay out of what is behind a login and out of questions."""
    lines = ["User-agent: *", *(f"Disallow: /{p}/" for p in ("admin", "zoeken", "p", "bewaar", "melding", "media"))]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page that is not there, with ways to go on."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page that this reader may not open."""
    return render(request, "403.html", status=403)
