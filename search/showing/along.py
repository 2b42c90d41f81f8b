"""Who comes along with an answer: a leaver's heir, the stand-in of who is away, colleagues of who was asked for, a
team, contactpunten of the best."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.db.models import Case, Count, Q, When

from directory.keeping import kept, midnight
from directory.lines import heading
from directory.models import AgencyPage, ContactCardPage, Contactpunt
from directory.succession import name_may_show
from directory.visibility import Audience, cards_for, contactpunt_level, tokens_at
from search.answer import Block, Hit
from search.lists.niet_doen import Refusal
from search.plan import Filters
from search.showing import rows, things, why

DESK = 0.75  # of the score of its agency: who does it oneself comes first
MOST_AGENCIES = 3  # whose contactpunten come along
NEARLY = 0.5  # of the best agency's score: one below that does not fit as well
MOST_PEOPLE, ALIKE = 2, 0.95  # who was asked for: one, or two of the same name
TEAM, AGENCY = 0.5, 0.2  # of the score of somebody who works there
MOST_COLLEAGUES, COLLEAGUE = 2, 0.15  # of the score of who was asked for: behind the team and its contactpunten


def with_others(hit: Hit, loaded: rows.Rows, sought: why.Sought) -> list[Hit]:
    """An answer, and instead of it or behind it who is to be rung now."""
    if not isinstance(hit.thing, ContactCardPage):
        return [hit]
    if heir := loaded.heirs.get(hit.pk):
        nameless = not name_may_show(hit.thing)
        note = "Opvolger van iemand die hier niet meer werkt" if nameless else f"Opvolger van {heading(hit.thing)}"
        reasons = why.why(heir, sought, hit.lacking, along=True)
        first = replace(hit, soort=heir.soort, thing=heir, why=reasons, note=note)
        return [first] if nameless else [replace(first, along=True), hit]
    if not name_may_show(hit.thing):
        return []
    if stand_in := loaded.stand_ins.get(hit.pk):
        note = f"Vervangt {heading(hit.thing)}"
        reasons = why.why(stand_in, sought, hit.lacking, along=True)
        other = replace(hit, soort=stand_in.soort, thing=stand_in, why=reasons, note=note, stands_in_for=hit.pk)
        return [hit, replace(other, along=True)]
    return [hit]


def told(block: Block, refusals: Iterable[Refusal]) -> Block:
    """A block in which each agency that says not to do what is asked tells so, and who does."""
    notes = {refusal.page: refusal.told() for refusal in refusals}
    if not notes:
        return block
    hits, wider = (tuple(_noted(hit, notes) for hit in part) for part in (block.hits, block.wider))
    return replace(block, hits=hits, wider=wider)


def _noted(hit: Hit, notes: Mapping[int, str]) -> Hit:
    return replace(hit, note=notes[hit.pk]) if hit.soort == "organisatie" and hit.pk in notes else hit


@dataclass(frozen=True)
class Company:
    """What comes along with the hits of one question, as far as its audience may see it and its filters let it in."""

    loaded: rows.Rows
    audience: Audience
    sought: why.Sought
    filters: Filters
    named: bool  # somebody was asked for by name or by number

    def joined(self, people: list[Hit], organisations: list[Hit]) -> tuple[list[Hit], list[Hit]]:
        """Both blocks: behind people their colleagues and team, behind the best agencies their contactpunten."""
        people = [hit for hit in people if not hit.along or self._wanted(hit.soort)]  # a stand-in may be a function
        if self.named and self._wanted("organisatie"):
            organisations = sorted([*organisations, *self._agencies(people)], key=lambda hit: -hit.score)
        if self.named and not self.filters.chosen():
            people = [*people, *self._colleagues(people)]
        if self._wanted("loket"):
            people = [*people, *self._contactpunten(organisations)]
        return people, organisations

    def _wanted(self, soort: str) -> bool:
        return not self.filters.soort or soort in self.filters.soort

    def _colleagues(self, people: list[Hit]) -> Iterator[Hit]:
        """Who does the same work in the same team as the one who was asked for, where that one does not answer.

        First those whose function is called the same there, then who works in the same gemeenten; nobody where more
        people are called so, or where one works in another place than was asked.
        """
        asked = [hit for hit in people if not hit.along and hit.score >= ALIKE * people[0].score]
        card = asked[0].thing if len(asked) == 1 and not asked[0].niet_in else None
        if not isinstance(card, ContactCardPage) or not (card.is_persoon and card.functie_id):
            return
        for place, other in enumerate(_colleagues_of(card, self.audience)):
            score = int(asked[0].score * COLLEAGUE) - place
            reasons = why.why(other, self.sought, asked[0].lacking, along=True)
            note = f"Collega van {heading(card)}"
            yield replace(asked[0], thing=other, score=score, why=reasons, note=note, along=True)

    def _agencies(self, hits: list[Hit]) -> Iterator[Hit]:
        """Where those who were asked for work: the team, and the agency that it is part of; not of who works in another
        place than was asked, as these may work there too."""
        for hit in hits[:MOST_PEOPLE]:
            if hit.agency and not hit.niet_in and hit.score >= ALIKE * hits[0].score:
                yield self._put(hit, hit.agency, TEAM)
                yield self._put(hit, hit.agency.top, AGENCY)

    def _put(self, hit: Hit, page: AgencyPage, share: float) -> Hit:
        reasons = why.why(page, self.sought, hit.lacking, along=True)
        score = int(hit.score * share)
        return replace(hit, soort="organisatie", thing=page, score=score, why=reasons, note="", along=True)

    def _contactpunten(self, hits: list[Hit]) -> Iterator[Hit]:
        """The contactpunten of the agencies that fit best."""
        best = max((hit.score for hit in hits), default=0)
        for hit in hits[:MOST_AGENCIES]:
            punten = self._visible(hit.thing) if hit.score >= NEARLY * best else []
            for place, punt in enumerate(punten):
                score = max(int(hit.score * DESK) - place, 0)
                reasons = why.why(punt, self.sought, hit.lacking, along=True)
                yield replace(hit, soort="loket", thing=punt, score=score, why=reasons, along=True)

    def _visible(self, page: object) -> list[Contactpunt]:
        if not isinstance(page, AgencyPage):
            return []
        punten = things.contactpunten(page)
        return [p for p in punten if self.audience.holds(tokens_at(contactpunt_level(p), page, self.loaded.regions))]


def _colleagues_of(card: ContactCardPage, audience: Audience) -> list[ContactCardPage]:
    """The nearest of the same team and standard function: to ask takes no time, to build the question five ms."""
    pks = kept(("colleagues", audience.who, card.pk), lambda: _nearest(card, audience), until=midnight)
    found = things.cards(pks)
    return [found[pk] for pk in pks if pk in found]


def _nearest(card: ContactCardPage, audience: Audience) -> list[int]:
    """The keys of the first; of a hundred no more are read than are shown."""
    same = {"soort": card.soort, "functie": card.functie_id, "agency": card.agency_id, "team": card.team_id}
    places = ContactCardPage.gemeenten.through.objects.filter(contactcardpage=card.pk).values("gemeente")
    others = cards_for(audience).working().filter(**same).exclude(pk=card.pk)
    keys = others.values_list("pk", flat=True)  # before they are counted: else all columns are grouped by
    found = keys.annotate(
        alike=Case(When(functie_lokaal=card.functie_lokaal, then=1), default=0),
        nearby=Count("gemeenten", filter=Q(gemeenten__in=places), distinct=True),
    ).order_by("-alike", "-nearby", "achternaam", "pk")
    return list(found[:MOST_COLLEAGUES])
