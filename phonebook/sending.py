"""How something leaves for a phone, a file or paper: refused in the same words everywhere, else written down."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from directory.export import Exporter, TooMany, exporter_of, limit_of, record_export
from directory.models import ExportLog
from directory.privacy import keep_private
from phonebook.bundle import Bundle
from phonebook.vcard import Vcard, write

VCF = "text/vcard; charset=utf-8"
Answer = Callable[[Bundle], HttpResponse]


def hand_over(
    request: HttpRequest,
    bundle: Bundle | None,
    vorm: ExportLog.Vorm,
    answer: Answer,
    exporter: Exporter | None = None,
) -> HttpResponse:
    """The answer, written down in the same transaction; hidden and unknown give the same 404.

    Asking for the headers only (HEAD) counts for nothing, and not every server takes the rest off: we do.
    """
    if bundle is None:
        raise Http404
    if not bundle:
        return refuse(request, "kaart" if bundle.look.audience.exporteren else "recht", 403)
    if request.method == "HEAD":
        return _without_content(answer(bundle))
    who = exporter or exporter_of(request)
    of_punten = [punt.page for punt in bundle.contactpunten]
    try:
        with transaction.atomic():
            record_export(who, vorm=vorm, cards=bundle.cards, agencies=[*bundle.agencies, *of_punten])
            return answer(bundle)
    except TooMany as error:
        numbers = {"gevraagd": error.asked, "over": error.remaining, "per_dag": limit_of(who)}
        return refuse(request, "vol", 429, **numbers)


def _without_content(response: HttpResponse) -> HttpResponse:
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def refuse(request: HttpRequest, reden: str, status: int, **numbers: int) -> HttpResponse:
    return private(render(request, "phonebook/niet_bewaard.html", {"reden": reden, **numbers}, status=status))


def vcf(cards: list[Vcard], name: str) -> HttpResponse:
    """A file of contacts. Inline for one card: Safari then shows it at once. Several are a file to keep or open."""
    return file(write(cards), VCF, f"{name}.vcf", inline=len(cards) == 1)


def file(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return private(response)


def private(response: HttpResponse) -> HttpResponse:
    """What is about a person is kept by nothing between us and the phone."""
    return keep_private(response, no_store=True)
