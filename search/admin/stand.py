"""How searching goes, in words for who coordinates a region: what answers, what waits, which upkeep stays behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timesince import timesince

from directory.admin.permissions import EditorRequest
from search.admin.views import only_coordinators
from search.admin.werklijst import by_need, questions_of
from search.models import Job, Target
from search.upkeep import health
from search.upkeep.steps import DAG, STEEDS, UUR, Step, steps

LONG = timedelta(minutes=15)  # a change that waits longer is late: upkeep comes by every few minutes
LATE = {STEEDS: timedelta(hours=1), UUR: timedelta(hours=4), DAG: timedelta(days=2)}
TITEL = "Gaat het zoeken goed?"
UPKEEP = "Vraag de beheerder van de site om het onderhoud na te kijken: manage.py onderhoud, om de paar minuten."
CHECK = "Vraag de beheerder van de site om het zoeken na te kijken: manage.py check_index."
SERVER = "Vraag de beheerder van de site om de zoekserver na te kijken. De vragen krijgen intussen gewoon antwoord."
MOST_ASKED = 3  # in vain, that are named


@dataclass(frozen=True)
class Punt:
    """One thing that was looked at, how it is, and what to do where it is not well."""

    naam: str
    stand: str
    doen: str = ""

    @property
    def is_goed(self) -> bool:
        return not self.doen


def stand(request: EditorRequest) -> HttpResponse:
    """The page for the coordinator; a watching program asks /health/ready the same."""
    only_coordinators(request)
    punten = looked_at(request.user)
    context = {
        "punten": punten,
        "is_goed": all(punt.is_goed for punt in punten),
        "page_title": TITEL,
        "header_icon": "search",
        "breadcrumbs_items": [{"url": "", "label": TITEL}],
    }
    return render(request, "search/admin/stand.html", context)


def looked_at(user: User) -> list[Punt]:
    """All that can be wrong, as it is now, for this coordinator."""
    state = health.state()
    return [_answers(state), _unanswered(user), _index(state), _changes(state), _upkeep()]


def _answers(state: dict[str, Any]) -> Punt:
    naam = "Antwoord op vragen"
    if state["zoeken"] == health.FOUT:
        return Punt(naam, "Het zoeken werkt nu niet. Bladeren in de gids kan wel.", UPKEEP)
    own = state["motor"] != Target.Motor.ELASTICSEARCH
    if own and state["schakelaar"] in ("open", "achter"):
        return Punt(naam, "De zoekserver doet niet mee. De site geeft nu zelf antwoord.", SERVER)
    return Punt(naam, "Wie iets vraagt, krijgt antwoord.")


def _unanswered(user: User) -> Punt:
    """Which questions find nothing that fits: of all others nothing is counted."""
    naam = "Vragen zonder goed antwoord"
    needs = by_need(questions_of(user).open())
    if not needs:
        return Punt(naam, "Er staan geen open vragen op je lijst.")
    asked = ", ".join(f"‘{need.vraag.vraag}’ ({need.aantal} keer)" for need in needs[:MOST_ASKED])
    open_ones = "1 open vraag" if len(needs) == 1 else f"{len(needs)} open vragen"
    return Punt(
        naam, f"{open_ones} op je lijst. Het meest vergeefs gevraagd: {asked}.", "Bekijk ze bij ‘Zonder antwoord’."
    )


def _index(state: dict[str, Any]) -> Punt:
    naam = "Wat er te vinden is"
    if state["zoeken"] == health.FOUT:
        return Punt(naam, "Er is nu niets te vinden.", UPKEEP)
    if state["zoeken"] == health.NIET_BIJGEHOUDEN:
        return Punt(naam, "Wat je in de gids verandert, is nog niet te vinden.", UPKEEP)
    made = timezone.now() - timedelta(seconds=state["leeftijd_seconden"])
    said = f"{state['documenten']} kaarten, loketten en organisaties. De lijst is {_ago(made)} gemaakt."
    if state["verouderd"]:
        return Punt(naam, f"{said} De site is daarna vernieuwd, de lijst nog niet.", UPKEEP)
    return Punt(naam, said)


def _changes(state: dict[str, Any]) -> Punt:
    naam = "Wijzigingen die wachten"
    if state["database"] == health.FOUT:
        return Punt(naam, "Dat is nu niet te zien.", UPKEEP)
    if parked := state["geparkeerd"]:
        return Punt(naam, f"{_count(parked)} {'kwam' if parked == 1 else 'kwamen'} niet in het zoeken terecht.", CHECK)
    waiting = sum(state["wachtend"].values())
    if not waiting:
        return Punt(naam, "Geen. Alles wat je bewaarde, is te vinden.")
    since = timedelta(seconds=state["oudste_wacht_seconden"])
    said = f"{_count(waiting)}, de oudste van {_ago(timezone.now() - since)}."
    return Punt(naam, said, UPKEEP if since > LONG else "")


def _upkeep() -> Punt:
    naam = "Onderhoud"
    done: dict[str, datetime | None] = dict(Job.objects.values_list("name").annotate(Max("done_at")))
    known = [step for step in steps() if step.naam in done]
    if not known:
        return Punt(naam, "Er is nog geen onderhoud gedaan.", UPKEEP)
    failed = set(Job.objects.exclude(fault="").values_list("name", flat=True))
    wrong = [f"‘{step.naam}’ mislukte" for step in known if step.naam in failed]
    wrong += [f"‘{step.naam}’ bleef uit" for step in known if step.naam not in failed and _is_late(step, done)]
    if wrong:
        return Punt(naam, f"{', '.join(wrong)}.", UPKEEP)
    last = max(filter(None, done.values()))
    return Punt(naam, f"Alles ging goed. Het laatste is {_ago(last)} gedaan.")


def _is_late(step: Step, done: dict[str, datetime | None]) -> bool:
    done_at = done[step.naam]
    return done_at is None or timezone.now() > done_at + LATE[step.every]


def _count(changes: int) -> str:
    return "1 wijziging" if changes == 1 else f"{changes} wijzigingen"


def _ago(moment: datetime) -> str:
    """How long ago, in one unit: `3 minuten geleden`."""
    if timezone.now() - moment < timedelta(minutes=1):
        return "net"
    return f"{timesince(moment, depth=1)} geleden"
