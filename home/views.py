"""Pages around the guide: not found, browse, glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page that is not there, with ways to go on."""
    return render(request, "404.html", status=404)
