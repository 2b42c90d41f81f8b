"""How a person's name is taken out of a card, its revisions, its photo and the log (GDPR article 17)."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from directory.models import AgencyPage, ContactCardPage, Functie, Organisatiesoort
from directory.names import fold

NAME_FIELDS = ("voornaam", "tussenvoegsel", "achternaam")
LIST_FIELDS = ("bel_mij_voor", "onderwerpen", "talen")
TEXT_FIELDS = ("functie_lokaal", "seo_title", "search_description")


@dataclass(frozen=True)
class Persoon:
    """The names of somebody, to recognise them in mail addresses and texts; every spelling that was ever kept."""

    namen: frozenset[tuple[str, str, str]]

    @classmethod
    def of(cls, card: ContactCardPage) -> "Persoon":
        """The names on a card and on all its revisions (somebody may have been renamed)."""
        kept = [rev.content for rev in Revision.objects.for_instance(card)]
        sources = [*kept, {name: getattr(card, name) for name in NAME_FIELDS}]
        names = [(_part(s, "voornaam"), _part(s, "tussenvoegsel"), _part(s, "achternaam")) for s in sources]
        return cls(frozenset(name for name in names if any(name)))

    def is_in_mail(self, mail: str) -> bool:
        """Does the part before the @ hold a name or initials (`a.devries`, `avdv`)?"""
        local = fold(mail).split("@")[0]
        letters = re.sub(r"[^a-z]", "", local)
        return any(self._in_letters(letters, local, parts) for parts in self.namen)

    @staticmethod
    def _in_letters(letters: str, local: str, parts: tuple[str, str, str]) -> bool:
        voornaam, tussen, achternaam = (re.sub(r"[^a-z ]", "", fold(p)) for p in parts)
        words = [w for w in f"{voornaam} {achternaam}".split() if len(w) > 2]
        initials = "".join(w[0] for w in f"{voornaam} {tussen} {achternaam}".split())
        short = {initials, voornaam[:1] + achternaam[:1]}
        starts_with_initial = bool(voornaam) and re.match(rf"{voornaam[0]}[._-]", local) is not None
        return starts_with_initial or letters in short or any(word in letters for word in words)

    def without(self, text: str) -> str:
        """A text without these names in it."""
        for voornaam, tussen, achternaam in self.namen:
            whole = " ".join(p for p in (voornaam, tussen, achternaam) if p)
            for name in (whole, f"{tussen} {achternaam}".strip(), achternaam, voornaam):
                text = re.sub(rf"\b{re.escape(name)}\b", "", text, flags=re.IGNORECASE) if len(name) > 1 else text
        return re.sub(r"\s{2,}", " ", text).strip()


def _part(source: dict[str, Any], name: str) -> str:
    return str(source.get(name) or "").strip()


def scrub_card(card: ContactCardPage, persoon: Persoon) -> None:
    """Take the names and the photo out of the live card; an open draft stays a draft."""
    for name, value in scrubbed(card.__dict__, persoon).items():
        setattr(card, name, value)
    card.draft_title = card.title = card.naam
    card.save()


def scrub_revisions(card: ContactCardPage, persoon: Persoon) -> None:
    """Take the names and the photo out of all that was ever saved of a card."""
    for revision in Revision.objects.for_instance(card):
        content = revision.content
        content.update(scrubbed(content, persoon), foto=None, title=card.title, draft_title=card.title)
        Revision.objects.filter(pk=revision.pk).update(content=content, object_str=card.title)


def scrubbed(source: dict[str, Any], persoon: Persoon) -> dict[str, Any]:
    """The fields of a card (or of a revision's content) that can hold a name, without it."""
    values: dict[str, Any] = dict.fromkeys(NAME_FIELDS, "")
    values.update({f: persoon.without(source.get(f) or "") for f in TEXT_FIELDS})
    values.update({f: [t for t in map(persoon.without, source.get(f) or []) if t] for f in LIST_FIELDS})
    mail = source.get("mail") or ""
    values["mail"] = "" if persoon.is_in_mail(mail) else mail
    return {**values, "foto_id": None} if "foto_id" in source else values


def photos_of(card: ContactCardPage) -> list[Any]:
    """The photo on a card and those that stand in its revisions."""
    kept = {revision.content.get("foto") for revision in Revision.objects.for_instance(card)}
    return list(get_image_model().objects.filter(pk__in={pk for pk in [*kept, card.foto_id] if pk}))


def delete_photo(foto: Any) -> None:
    """Delete a photo with its file, its alt text and what the log says of it, unless another card shows it."""
    if ContactCardPage.objects.filter(foto=foto.pk).exists():
        return
    of_image = Q(content_type=ContentType.objects.get_for_model(foto), object_id=str(foto.pk))
    foto.delete()
    ModelLogEntry.objects.filter(of_image).update(label="Gewiste foto", data={})


def scrub_log(page_pk: int, label: str) -> None:
    """Let the log tell what happened to a page without any name in it."""
    PageLogEntry.objects.filter(page_id=page_pk).update(label=label)
    for entry in PageLogEntry.objects.filter(page_id=page_pk).exclude(data={}):
        kept = {key: value for key, value in entry.data.items() if key in ("veldgroep", "rol", "revision")}
        PageLogEntry.objects.filter(pk=entry.pk).update(data=kept)


# Keys in revisions that would point to nothing ---------------------------------------------------------------------
# By the model that may go: the page models and the fields (also of inline parts) that protect it.
PROTECTED_KEYS: dict[type, tuple[tuple[Any, str], ...]] = {
    Functie: ((ContactCardPage, "functie"), (AgencyPage, "functie")),
    Organisatiesoort: ((AgencyPage, "soort"),),
    AgencyPage: ((AgencyPage, "organisatie"),),
}


def revisions_naming(model: Any, field: str, pk: int) -> Any:
    """The revisions of a page model that hold this key in a field, at the top or in an inline part."""
    of_model = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
    return of_model.annotate(text=Cast("content", TextField())).filter(text__regex=rf'"{field}": {pk}[,}}]')


def replace_in_revisions(old: AgencyPage, new: AgencyPage | None) -> None:
    """Let drafts too name another agency (or nobody) as the one who does it: a dangling key breaks the form."""
    for revision in revisions_naming(AgencyPage, "organisatie", old.pk):
        for line in revision.content.get("wat_wij_niet_doen", []):
            if line.get("organisatie") == old.pk:
                line.update(organisatie=new.pk if new else None, niemand=new is None, akkoord_op=None)
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def forget_in_revisions(model: Any, field: str, pk: int) -> None:
    """Empty a key of a row that is gone in all revisions of a page model, so that drafts still open."""
    for revision in revisions_naming(model, field, pk):
        Revision.objects.filter(pk=revision.pk).update(content=_emptied(revision.content, field, pk))


def _emptied(value: Any, field: str, pk: int) -> Any:
    if isinstance(value, list):
        return [_emptied(item, field, pk) for item in value]
    if isinstance(value, dict):
        return {k: None if k == field and v == pk else _emptied(v, field, pk) for k, v in value.items()}
    return value
