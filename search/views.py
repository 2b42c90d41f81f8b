"""The search page, and whether the site is alive and ready. No question is ever logged."""

from dataclasses import asdict, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.bsn import bsn_in
from directory.freshness import controle_maanden
from directory.lines import Look
from directory.listing import residents_contactpunt
from directory.privacy import keep_private
from directory.regions import first_region
from directory.visibility import Regions, audience_of
from search.answer import Answer, SearchQuery
from search.ask import ask
from search.engines import SearchUnavailable
from search.forms import address, address_of_more, read
from search.limits import HOUR, MINUTE, may_ask, may_suggest
from search.plan import FACETS
from search.planning.ordering import VOLGORDEN
from search.showing.chips import chips, choices, nearby, nobody, perhaps, said, two_places, wider
from search.showing.facets import chosen, facets, unknown
from search.showing.gebeurtenissen import gevolgen
from search.showing.results import Results, people_in_words
from search.showing.uitleg import uitleg
from search.spoed.noodblok import noodblok
from search.suggestions import nearest, suggestions
from search.unanswered import note
from search.understand.dates import is_birth_told
from search.understand.topics import WAT

SUGGESTIONS_KEPT = 60  # seconds, by the browser of who typed


@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    """The answers to a question, or the way to ask one."""
    query = read(request.GET)
    region = first_region()
    base: dict[str, Any] = {"bsn": bool(bsn_in(query.vraag)), "regio": region}
    if base["bsn"]:
        query = SearchQuery()  # it is not searched, shown again or kept
    base["vraag"] = query.vraag
    base["max_maanden"] = controle_maanden(region)
    base["spoed"] = noodblok(query.vraag)  # asks no engine: it stands there with every engine down
    if query.is_empty:
        return _private(render(request, "search/ask.html", base))
    if not may_ask(request, query.vraag):
        return _private(_too_often(render(request, "search/too_often.html", base, status=429)))
    try:
        answer = ask(query, audience_of(request))
    except SearchUnavailable:
        return _private(render(request, "search/unavailable.html", base, status=503))
    if base["spoed"] and answer.gemeente:
        base["spoed"] = noodblok(query.vraag, answer.gemeente)  # the desks of that gemeente
    context = _context(request, query, answer, is_spoed=bool(base["spoed"]))
    if not base["spoed"].is_about_life:
        context["gevolgen"] = gevolgen(query, answer, region)
    if not (answer.total or base["spoed"] or audience_of(request).coordinator):
        context["onthouden"] = note(request, query, answer)
    return _private(render(request, "search/results.html", {**base, **context}))


@require_safe
def suggesties(request: HttpRequest) -> HttpResponse:
    """What somebody may mean who typed this far; a browser may ask for the same letters again without us."""
    if not may_suggest(request):
        return _too_often(JsonResponse({"groepen": []}, status=429))
    found = suggestions(request.GET.get("begin", ""), audience_of(request))
    response = JsonResponse({"groepen": [asdict(group) for group in found]})
    response["Cache-Control"] = f"private, max-age={SUGGESTIONS_KEPT}"
    return response


def _too_often(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(MINUTE if isinstance(response, JsonResponse) else HOUR)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """The question stands in the address."""
    return keep_private(response, no_store=True)


def _context(request: HttpRequest, query: SearchQuery, answer: Answer, *, is_spoed: bool) -> dict[str, Any]:
    """What the page shows; below the numbers of who is in need nothing is said of the words of the question."""
    blocks = (answer.people, answer.organisations)
    niemand = "" if is_spoed else nobody(query, answer)
    is_plain = bool(niemand) or is_spoed
    words = {slot.text: "" if is_plain else said(slot, query.vraag) for slot in answer.slots}
    needs = {slot.text for slot in answer.slots if slot.kind == WAT}
    results = Results(Look(audience_of(request), Regions()), blocks, query.paginas, words, needs)
    people, organisations = results.shown()
    ahead = 0 if query.volgorde else results.ahead()
    near = bool(people.wider or organisations.wider)
    ticked = chosen(query)
    bare = bool(answer.without) and not answer.slots  # its last part was taken off
    no_riddle = answer.total or is_spoed or ticked or bare  # else a word may be typed wrong
    alike = [] if no_riddle or near and not answer.of_anybody else nearest(query.vraag, audience_of(request))
    return {
        "answer": answer,
        "mensen": people,
        "voorop": organisations.rows[:ahead],
        "organisaties": replace(organisations, rows=organisations.rows[ahead:]),
        "erbij": results.along(),
        "mensen_telling": people_in_words(people.total, answer.counts.get("soort", {}), query.filters.soort),
        "ruimer": near,
        "iets": bool(answer.total or near),
        "niemand": niemand,
        "buurt": nearby(answer, says_what_lacks=not is_plain),
        "lijkt_op": [] if no_riddle else perhaps(query, answer) or alike,
        "chips": chips(query, answer),
        "keuzes": choices(query, answer),
        "uitleg": uitleg(query, answer),
        "facets": facets(answer.counts, query.filters),
        "onbekend": unknown(query.filters),
        "gekozen": ticked,
        "twee_plaatsen": two_places(query, answer, ticked),
        "geboortedatum": is_birth_told(query.vraag, timezone.localdate()),
        "volgorden": VOLGORDEN,
        "query": query,
        "alles_url": address(query, **dict.fromkeys(FACETS)),
        "meer_mensen_url": address_of_more(query, people=1),
        "meer_organisaties_url": address_of_more(query, organisations=1),
        "hele_url": address(query, zonder=()) if bare else "",
        "letterlijk_url": address(query, letterlijk="ja"),
        "anders": [] if is_spoed else wider(query, answer),
        "gemeente": answer.gemeente,
        "punt": residents_contactpunt(answer.gemeente) if answer.gemeente and not answer.total else None,
        "gat_url": f"{reverse('melding')}?soort=gat",
    }
