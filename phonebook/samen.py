"""The rules of a Samenlijst: who gets in, what its people let each other see, and when it ends.

What a person shows here is the person's own choice for this list, so it may be wider than what the guide shows. It is
never wider than what only editors may see: such a card or number stands on no list.
"""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from phonenumber_field.phonenumber import PhoneNumber

from directory.export import Exporter
from directory.lines import Look, heading
from directory.models import CardNumber, ContactCardPage, Zichtbaar
from directory.succession import heir
from directory.visibility import card_level, cards_for, exportable_cards, number_level
from phonebook.bundle import Bundle
from phonebook.models import Deelnemer, Samenlijst
from phonebook.models_lists import in_eight_weeks, new_code
from phonebook.owners import Owner

PEOPLE = 100  # on one list
WRONG_CODES = 20  # in ten minutes, of one address: a table of forty types some of them wrong
WRONG_CODES_OF_ALL = 400
OPENED = 20  # lists in an hour, of one address
TEN_MINUTES, HOUR = 600, 3600
MAIL = Deelnemer.MAIL
_counting = threading.Lock()


class TooOften(Exception):
    """Asked too many times; the address of the list still works."""


@dataclass(frozen=True)
class Nummer:
    tel: str
    tonen: str
    toestel: str
    soort: str  # what kind it is, "" for a guest's


@dataclass(frozen=True)
class Plaats:
    """Somebody on a list as the others see it. Of who left it is the successor, as the guide shows that."""

    deelnemer: Deelnemer
    naam: str
    rol: str
    organisatie: str
    nummers: tuple[Nummer, ...]
    mail: str
    kaart: ContactCardPage | None
    mag_mee: bool  # in a file
    opvolger: bool = False

    @property
    def uid(self) -> str:
        return str(self.kaart.uuid if self.kaart else self.deelnemer.uid)


# Getting in ------------------------------------------------------------------------------------------------------
def open_new(*, owner: Owner, naam: str, address: str) -> Samenlijst:
    """A new list; raises TooOften. Its six digits belong to no other list that lives."""
    if not _count(f"samen-open-{_mark(address)}", OPENED, HOUR):
        raise TooOften
    return Samenlijst.objects.create(naam=naam, user=owner.user, browser=owner.browser, code=_free_code())


def _free_code() -> str:
    taken = set(Samenlijst.objects.alive().values_list("code", flat=True))
    return next(code for code in iter(new_code, None) if code not in taken)


def by_code(text: str, address: str) -> Samenlijst | None:
    """The list with these six digits, while they work; raises TooOften after many wrong ones."""
    key, of_all = f"samen-fout-{_mark(address)}", "samen-fout"
    code = re.sub(r"\D", "", text)
    found = Samenlijst.objects.alive().filter(code=code).first() if len(code) == 6 else None
    with _counting:  # sixteen guesses at once would else count as a few (tried)
        if cache.get(key, 0) >= WRONG_CODES or cache.get(of_all, 0) >= WRONG_CODES_OF_ALL:
            raise TooOften
        if found and found.code_werkt:
            return found
        _count(key, WRONG_CODES, TEN_MINUTES)
        _count(of_all, WRONG_CODES_OF_ALL, TEN_MINUTES)
    return None


def _count(key: str, most: int, seconds: int) -> bool:
    """One more; False above the most. Two processes at once may count as one: nothing depends on one more or less."""
    count = cache.get(key, 0) + 1
    cache.set(key, count, seconds)
    return bool(count <= most)


def _mark(address: str) -> str:
    """An internet address as a mark that cannot be read back."""
    return salted_hmac("phonebook.samen", address).hexdigest()


def place_of(samenlijst: Samenlijst, owner: Owner) -> Deelnemer | None:
    """Where somebody stands on a list already."""
    mine = Q(browser=owner.browser) if owner.browser else Q(pk=None)
    if owner.user:
        mine |= Q(user=owner.user)
    found = list(samenlijst.deelnemers.filter(mine)) if owner else []
    # A browser in which somebody else logs in is not that person.
    return next((d for d in found if d.user_id in (None, owner.user.pk if owner.user else None)), None)


def is_opener(samenlijst: Samenlijst, owner: Owner) -> bool:
    if samenlijst.user_id:
        return bool(owner.user and owner.user.pk == samenlijst.user_id)
    return bool(owner.browser) and owner.browser == samenlijst.browser


def own_card(owner: Owner) -> ContactCardPage | None:
    """The card of a login that may stand on a list; a card that only editors see does not."""
    if owner.user is None:
        return None
    cards = ContactCardPage.objects.live().working().filter(state__user=owner.user, agency__live=True)
    card = cards.select_related("state", "functie", "agency", "team").prefetch_related("nummers").first()
    return card if card and card_level(card) < Zichtbaar.REDACTIE else None


def may_show(card: ContactCardPage) -> list[CardNumber]:
    """The numbers that a person may show on a list."""
    return [n for n in card.nummers.all() if number_level(n, card) < Zichtbaar.REDACTIE]


def usually_shown(card: ContactCardPage) -> list[str]:
    """What is ticked to begin with: what professionals see of the card anyway."""
    numbers = [n.soort for n in may_show(card) if number_level(n, card) <= Zichtbaar.PROFESSIONALS]
    mail = [MAIL] if card.mail and card_level(card) <= Zichtbaar.PROFESSIONALS else []
    return [*dict.fromkeys(numbers), *mail]


@transaction.atomic
def join(*, samenlijst: Samenlijst, owner: Owner, card: ContactCardPage, toont: Iterable[str]) -> Deelnemer | None:
    """Stand on a list with the own card; doing it again changes what it shows. None where the list is full."""
    shown = [choice for choice in Deelnemer.KEUZES if choice in set(toont)]
    Samenlijst.objects.select_for_update().get(pk=samenlijst.pk)
    place = samenlijst.deelnemers.filter(kaart=card).first() or place_of(samenlijst, owner)
    values = {"kaart": card, "user": owner.user, "browser": owner.browser, "toont": shown}
    return _stand(samenlijst, place, {**values, "naam": "", "organisatie": "", "nummer": "", "toestel": ""})


@transaction.atomic
def join_as_guest(
    *, samenlijst: Samenlijst, owner: Owner, naam: str, organisatie: str, nummer: PhoneNumber, toestel: str = ""
) -> Deelnemer | None:
    """Stand on a list with a name, an organisation and a work number; it goes when the list goes."""
    Samenlijst.objects.select_for_update().get(pk=samenlijst.pk)
    values = {"naam": naam, "organisatie": organisatie, "nummer": nummer, "toestel": toestel}
    whose = {"kaart": None, "user": owner.user, "browser": owner.browser}
    return _stand(samenlijst, place_of(samenlijst, owner), {**values, **whose, "toont": []})


def take_over(*, browser: str, user: User) -> None:
    """Somebody who opened or joined a list without a login logs in: it is that login's now."""
    Samenlijst.objects.filter(browser=browser, user=None).update(user=user)
    Deelnemer.objects.filter(browser=browser, user=None).update(user=user)


def _stand(samenlijst: Samenlijst, place: Deelnemer | None, values: dict[str, Any]) -> Deelnemer | None:
    if place is None and samenlijst.deelnemers.count() >= PEOPLE:
        return None
    place = place or Deelnemer(samenlijst=samenlijst)
    for name, value in values.items():
        setattr(place, name, value)
    place.save()
    return place


# What the others see ---------------------------------------------------------------------------------------------
def places(samenlijst: Samenlijst, look: Look) -> list[Plaats]:
    """Everybody on a list, in the order of joining, each person once; a number of queries that does not grow."""
    state = "kaart__state__opvolger__state__opvolger__state"
    people = samenlijst.deelnemers.select_related("kaart__functie", "kaart__agency", "kaart__team", state)
    rows = list(people.prefetch_related("kaart__nummers"))
    left = [row for row in rows if row.kaart and row.kaart.state.is_vertrokken()]
    heirs = {row.pk: found.pk for row in left if row.kaart and (found := heir(row.kaart))}
    seen = {card.pk: card for card in _successors(look, heirs.values())}
    may = set(exportable_cards(look.audience).filter(pk__in=seen).values_list("pk", flat=True)) if seen else set()
    shown: dict[object, Plaats] = {}
    for row in rows:
        if row.pk in heirs or row in left:
            card = seen.get(heirs.get(row.pk, 0))
            place = _successor(row, card, card.pk in may) if card else None
        else:
            place = _place(row)
        if place:
            shown.setdefault(place.uid, place)
    return list(shown.values())


def _successors(look: Look, pks: Iterable[int]) -> Iterable[ContactCardPage]:
    found = set(pks)
    cards = cards_for(look.audience).working().filter(pk__in=found)
    return cards.select_related("functie", "agency", "team", "state") if found else []


def _successor(row: Deelnemer, card: ContactCardPage, may: bool) -> Plaats:
    """Who came after did not choose to stand here: the name only, the card itself tells the rest."""
    return Plaats(row, heading(card), card.functienaam, _where(card), (), "", card, may, opvolger=True)


def _place(row: Deelnemer) -> Plaats | None:
    card = row.kaart
    if card is None:
        numbers = [Nummer(row.tel, row.tonen, row.toestel, "")] if row.nummer else []
        return Plaats(row, row.naam, "", row.organisatie, tuple(numbers), "", None, True)
    if not card.live or card.agency is None or not card.agency.live or card_level(card) >= Zichtbaar.REDACTIE:
        return None
    chosen = [n for n in may_show(card) if n.soort in row.toont]
    numbers = [Nummer(n.tel, n.tonen, n.toestel, n.soort) for n in chosen]
    role = card.functienaam if card.is_persoon and not card.is_alleen_functie else ""
    mail = card.mail if MAIL in row.toont else ""
    return Plaats(row, heading(card), role, _where(card), tuple(numbers), mail, card, card.state.exporteren)


def _where(card: ContactCardPage) -> str:
    return card.plek.naam if card.plek else ""


def bundle(shown: Iterable[Plaats], look: Look) -> Bundle:
    """The cards of a list, for the log of exports; guests stand in no log."""
    return Bundle(look, [place.kaart for place in shown if place.kaart])


def exporter(samenlijst: Samenlijst, owner: Owner) -> Exporter:
    """Who takes the list along; at a table many share one internet address, so a guest is counted by browser."""
    if owner.user:
        return Exporter(owner.user)
    today = f"{timezone.localdate()} {samenlijst.pk} {owner.browser}"
    return Exporter(None, salted_hmac("phonebook.samen.export", today).hexdigest())


# How long it lives -----------------------------------------------------------------------------------------------
def renew(*, samenlijst: Samenlijst) -> None:
    """Another eight weeks from today."""
    samenlijst.eindigt_op = in_eight_weeks()
    samenlijst.save(update_fields=["eindigt_op"])


def renew_code(*, samenlijst: Samenlijst) -> None:
    """New digits, that work for a day; the old ones stop."""
    samenlijst.code, samenlijst.code_at = _free_code(), timezone.now()
    samenlijst.save(update_fields=["code", "code_at"])


def forget_ended() -> int:
    """Delete the lists that ended, with all that guests filled in; gives how many."""
    ended = Samenlijst.objects.filter(eindigt_op__lt=timezone.localdate())
    return ended.delete()[1].get("phonebook.Samenlijst", 0)
