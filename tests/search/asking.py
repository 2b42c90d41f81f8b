"""Short words for asking in tests: who looks, and what was found."""

from django.test import Client
from django.urls import reverse

from directory.models import AgencyIndexPage, AgencyPage
from directory.visibility import VISITOR, Audience
from search.answer import Answer, SearchQuery
from search.ask import ask
from search.audiences import professional
from search.upkeep import rebuilding

__all__ = ["answer", "colleague", "organisations", "page", "people", "professional"]


def colleague(agency: AgencyPage) -> Audience:
    region = AgencyIndexPage.objects.get(pk=agency.get_parent().pk)
    gemeenten = frozenset(g.pk for g in region.gemeenten.all())
    return Audience(regios=frozenset({region.pk}), gemeenten=gemeenten, agencies=frozenset({agency.pk}))


def answer(question: str, audience: Audience = VISITOR, **values: object) -> Answer:
    """The answer with the index as the database is now."""
    rebuilding.rebuild()
    return ask(SearchQuery(question, **values), audience)


def people(question: str, audience: Audience = VISITOR) -> list[str]:
    """The names of people and desks that match in full."""
    return [hit.name for hit in answer(question, audience).people.hits]


def organisations(question: str, audience: Audience = VISITOR) -> list[str]:
    return [hit.name for hit in answer(question, audience).organisations.hits]


def page(client: Client, question: str = "", **values: object) -> str:
    """The search page, with the index as the database is now."""
    rebuilding.rebuild()
    response = client.get(reverse("zoeken"), {"vraag": question, **values})
    assert response.status_code == 200
    return response.content.decode()
