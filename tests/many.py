"""Cards by the hundred, written straight into the tables: saving so many pages one by one takes minutes."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from directory.models import AgencyPage, CardNumber, CardState, ContactCardPage, Functie

ONDERWERPEN = ["bijzondere bijstand", "schulden en beslag", "een briefadres, ook voor dak- en thuislozen"]


def make_cards(agency: AgencyPage, number: int, functies: list[Functie]) -> list[ContactCardPage]:
    """Live cards under an agency that has none yet, each with two numbers and all that people usually fill in."""
    cards = [_card(agency, functies[n % len(functies)], n) for n in range(1, number + 1)]
    for card, page in zip(cards, Page.objects.bulk_create(map(_page, cards)), strict=True):
        card.pk = card.page_ptr_id = page.pk
        card.save_base(raw=True, force_insert=True)  # the half of a card that stands in its own table
    CardState.objects.bulk_create(CardState(card=card) for card in cards)
    CardNumber.objects.bulk_create(CardNumber(page=c, nummer=f"05160{c.pk:05}", toestel="12") for c in cards)
    CardNumber.objects.bulk_create(CardNumber(page=c, nummer=f"06120{c.pk:05}", soort="mobiel") for c in cards)
    AgencyPage.objects.filter(pk=agency.pk).update(numchild=number)
    return cards


def _card(agency: AgencyPage, functie: Functie, n: int) -> ContactCardPage:
    card = ContactCardPage(
        voornaam="Sjoukje", tussenvoegsel="van der", achternaam=f"Meetstra-{n}", functie=functie,
        bel_mij_voor=ONDERWERPEN, mail=f"s.meetstra{agency.pk}.{n}@voorbeeld.example",
        werkdagen=["ma-do 8.30-17.00"], agency=agency, path=agency._get_path(agency.path, agency.depth + 1, n),
        depth=agency.depth + 1, live=True, last_published_at=timezone.now(), locale=agency.locale,
        content_type=ContentType.objects.get_for_model(ContactCardPage), url_path=f"{agency.url_path}{n}/",
    )  # fmt: skip
    card.title, card.draft_title, card.slug = card.naam, card.naam, card.short_id
    return card


def _page(card: ContactCardPage) -> Page:
    return Page(**{field.attname: getattr(card, field.attname) for field in Page._meta.concrete_fields})
