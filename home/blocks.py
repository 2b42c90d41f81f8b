"""The blocks of the home page: what stands in the guide, what is new and what was just checked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from directory.freshness import checked_within
from directory.keeping import kept, midnight
from directory.listing import doelgroepen_with_counts, gemeenten_with_counts, leefgebieden_with_counts, listed
from directory.models import AgencyIndexPage, ContactCardPage, Gemeente, Plaats
from directory.models.agency import AgencyQuerySet
from directory.regions import first_region

ROWS = 4  # in "nieuw" and "net nagekeken"

# A question and the place in it; a region without that place asks it of one of its own gemeenten.
VOORBEELDVRAGEN = (
    ("schuldhulp jongeren {}", "Wolvega"),
    ("wie doet bijzondere bijstand in {}", "Appelscha"),
    ("hulp bij dementie in {}", "Sneek"),
)


@dataclass(frozen=True)
class Aandeel:
    """How many of the working cards were checked in the months that a check holds."""

    nagekeken: int
    alle: int
    maanden: int


def home_blocks() -> dict[str, Any]:
    """The template's words for the home page: agencies only, so the same for everybody; a fixed number of queries."""
    return kept("home", _blocks, until=midnight)


def _blocks() -> dict[str, Any]:
    region = first_region()
    if region is None:
        return {"regio": None}
    agencies = listed(region)
    gemeenten = gemeenten_with_counts(region)
    return {
        "regio": region,
        "aantal": agencies.count(),
        "leefgebieden": leefgebieden_with_counts(agencies),
        "doelgroepen": doelgroepen_with_counts(agencies),
        "gemeenten": gemeenten,
        "voorbeelden": _examples(region, gemeenten),
        "nieuw": _rows(agencies.exclude(first_published_at=None).order_by("-first_published_at", "title")),
        "nagekeken": _rows(_checked(agencies)),
        "aandeel": _share(region, agencies),
    }


def _rows(agencies: AgencyQuerySet) -> list[Any]:
    return list(agencies.select_related("soort")[:ROWS])


def _checked(agencies: AgencyQuerySet) -> AgencyQuerySet:
    latest = agencies.annotate(nagekeken_op=Max("checks__op")).exclude(nagekeken_op=None)
    return latest.order_by("-nagekeken_op", "title")


def _examples(region: AgencyIndexPage, gemeenten: list[Gemeente]) -> list[str]:
    places = [place for _, place in VOORBEELDVRAGEN]
    known = set(Plaats.objects.filter(naam__in=places, gemeente__regios=region).values_list("naam", flat=True))
    largest = sorted(gemeenten, key=lambda gemeente: -(gemeente.inwoners or 0))
    questions = []
    for number, (question, place) in enumerate(VOORBEELDVRAGEN):
        other = largest[number % len(largest)].naam if largest else region.title
        questions.append(question.format(place if place in known else other))
    return questions


def _share(region: AgencyIndexPage, agencies: AgencyQuerySet) -> Aandeel | None:
    """None where there are no cards."""
    cards = ContactCardPage.objects.live().working().filter(agency__in=agencies.values("pk"))
    total = cards.count()
    checked = cards.filter(checked_within(region.controle_maanden)).count() if total else 0
    return Aandeel(checked, total, region.controle_maanden) if total else None
