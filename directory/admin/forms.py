"""The forms of the editing screens: what must be filled in, what is refused, and what an editor may choose."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from directory import numbers, rules
from directory.admin import widgets
from directory.bsn import bsn_in
from directory.models import AgencyPage, CardState, ContactCardPage, Contactpunt, Zichtbaar

BSN = "Hier staat een getal dat op een BSN lijkt. Zet nooit gegevens van inwoners in de gids. Haal het weg."
TWO_TOESTEL = "Er staan twee verschillende toestelnummers. Laat er één staan."
NO_TOESTEL = "Hier past geen toestelnummer bij. Laat dat weg, of zet het bij de telefoonnummers van de kaart."


class WithoutBsn:
    """Refuses a citizen service number in any text of a form."""

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]  # mixed into a form
        for name, value in self.cleaned_data.copy().items():  # type: ignore[attr-defined]  # of the form
            texts = value if isinstance(value, list) else [value]
            if any(isinstance(text, str) and bsn_in(text) for text in texts):
                self.add_error(name, BSN)  # type: ignore[attr-defined]  # of the form
        return cleaned


class PartForm(WithoutBsn, WagtailAdminModelForm):
    """An inline part of a page, told by its page what may be chosen (`page_form`)."""

    number_field = ""

    def __init__(self, *args: Any, page_form: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page_form = page_form
        if page_form is None:
            return
        if "contactpunt" in self.fields:
            self.fields["contactpunt"].queryset = page_form.own_contactpunten()
        if "kaart" in self.fields:
            limit_to_colleagues(self.fields["kaart"], page_form.colleagues())

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.number_field:
            self._move_toestel(self.number_field)
        return cleaned

    def _move_toestel(self, name: str) -> None:
        """An extension typed behind the number goes to its own field."""
        _, typed = numbers.split_toestel(str(self.data.get(self.add_prefix(name)) or ""))
        if not typed:
            return
        if "toestel" not in self.fields:
            self.add_error(name, NO_TOESTEL)
        elif self.cleaned_data.get("toestel") not in ("", None, typed):
            self.add_error("toestel", TWO_TOESTEL)
        else:
            self.cleaned_data["toestel"] = typed


class TelefoonForm(PartForm):
    """A part with a field `telefoon`."""

    number_field = "telefoon"


class NummerForm(PartForm):
    """A part with a field `nummer`, and an audience that is never wider than the person wants."""

    number_field = "nummer"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "zichtbaar" in self.fields and self.page_form is not None:
            self.fields["zichtbaar"].choices = narrower(self.page_form.plafond(), self.instance.zichtbaar)


class GidsPageForm(WithoutBsn, WagtailAdminPageForm):
    """What the forms of agencies and cards share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for formset in self.formsets.values():
            if issubclass(formset.form, PartForm):
                formset.form_kwargs = {**formset.form_kwargs, "page_form": self}

    def parent(self) -> Any:
        """The page above: given for a new page, read from the tree for an old one."""
        if self.parent_page is not None:
            return self.parent_page.specific
        return self.instance.get_parent().specific if self.instance.pk else None

    def above(self) -> AgencyPage | None:
        """The agency or team above this page, None directly below the region."""
        parent = self.parent()
        return parent if isinstance(parent, AgencyPage) else None

    def _choose_gemeenten(self, name: str, near: list[int]) -> None:
        field = self.fields[name]
        chosen = [g.pk for g in getattr(self.instance, name).all()] if self.instance.pk else []
        field.choices = widgets.gemeente_choices(near, chosen)


class RegionForm(GidsPageForm):
    """A region."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_gemeenten("gemeenten", [])


class AgencyForm(GidsPageForm):
    """An agency or a team; publishing needs six things, a draft only a name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_gemeenten("werkgebied", widgets.region_gemeenten(self.parent()))

    def own_contactpunten(self) -> Any:
        return Contactpunt.objects.filter(page=self.instance.pk)

    def colleagues(self) -> Any:
        return widgets.colleagues(self.above() or (self.instance if self.instance.pk else None))

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        missing = rules.missing(self._values(), self.above())
        for name in missing:
            where = name if name in self.fields else None
            if name not in self.errors:
                self.add_error(where, f"Nodig om te publiceren: {rules.REQUIRED[name]}.")
        return cleaned

    def _values(self) -> dict[str, Any]:
        """What is typed of the six things (see rules.missing)."""
        typed = self.cleaned_data
        parts = self.formsets["contactpunten"].forms if "contactpunten" in self.formsets else []
        return {
            **{name: typed.get(name) for name in ("title", "soort", "opdracht")},
            "voor_wie": typed.get("voor_wie") or typed.get("doelgroepen"),
            "werkgebied": typed.get("landelijk") or typed.get("werkgebied"),
            "contactpunten": [p for p in parts if p.has_changed() or p.instance.pk if not _is_deleted(p)],
        }


class CardForm(GidsPageForm):
    """A card of a person or a function."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        card = self.instance
        self.fields["soort"].disabled = bool(card.pk)  # another kind is another card, with an address of its own
        if card.is_alleen_functie:
            for name in ("voornaam", "tussenvoegsel", "achternaam", "foto"):
                self.fields.pop(name, None)
        self.fields["zichtbaar"].choices = narrower(self.plafond(), card.zichtbaar)
        for name in ("vervanger", "houder"):
            limit_to_colleagues(self.fields[name], widgets.colleagues(self.above(), card if card.pk else None))
        above = self.above()
        near = [g.pk for g in above.gemeenten] if above else []
        self._choose_gemeenten("gemeenten", near or widgets.region_gemeenten(above))

    def plafond(self) -> int:
        """The widest audience that the person allows; for a new card all, `clean` knows its kind."""
        state = CardState.objects.filter(card_id=self.instance.pk).first() if self.instance.pk else None
        return int(state.plafond) if state else int(Zichtbaar.IEDEREEN)

    def clean(self) -> Any:
        cleaned = super().clean()
        person = self.cleaned_data.get("soort") == ContactCardPage.Soort.PERSOON
        if not self.instance.pk and person and self.cleaned_data.get("zichtbaar") == Zichtbaar.IEDEREEN:
            self.add_error(
                "zichtbaar", "Iemand met naam is te zien voor professionals. Alleen die persoon maakt dat wijder."
            )
        return cleaned


def narrower(plafond: int, chosen: int) -> list[tuple[int, str]]:
    """What an editor may choose: not wider than the person allows, besides what stands there already."""
    return [(value, str(label)) for value, label in Zichtbaar.choices if value >= plafond or value == chosen]


def limit_to_colleagues(field: Any, cards: Any) -> None:
    """Let a card be chosen from the own agency only, by name and function."""
    field.queryset = cards
    field.label_from_instance = widgets.colleague_label


def _is_deleted(form: forms.ModelForm) -> bool:
    return bool(form.data.get(form.add_prefix("DELETE")))


def validate_agency(page: AgencyPage) -> None:
    """Raise where an agency may not be published yet, for the ways around its form."""
    lacking = rules.missing(rules.values_of(page), page.agency)
    if lacking:
        raise ValidationError(f"{page.title} mist nog: {', '.join(rules.REQUIRED[name] for name in lacking)}.")
