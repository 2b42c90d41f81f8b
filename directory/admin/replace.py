"""Before an agency goes: whom do the pages that name it as the one who does it name instead?"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from directory import actions, rules
from directory.admin.permissions import EditorRequest
from directory.admin.views import on_page, screen
from directory.models import AgencyPage

NIEMAND = "Niemand: bekend gat"


class ReplaceForm(forms.Form):
    """Another agency, or nobody."""

    nieuw = forms.ModelChoiceField(
        AgencyPage.objects.none(), label="Wie doet het dan wel?", empty_label=NIEMAND, required=False
    )

    def __init__(self, *args: Any, old: AgencyPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = AgencyPage.objects.live().not_descendant_of(old, inclusive=True).order_by("title")
        self.fields["nieuw"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField


@on_page(AgencyPage, "can_delete")
def wie_dan_wel(request: EditorRequest, old: AgencyPage) -> HttpResponse:
    """Choose who is named instead, then go on to delete."""
    form = ReplaceForm(request.POST or None, old=old)
    if form.is_valid():
        changed = 0
        for agency in AgencyPage.objects.descendant_of(old, inclusive=True):
            changed += actions.replace_wie_dan_wel(old=agency, new=form.cleaned_data["nieuw"], by=request.user)
        messages.success(request, f"Op {changed} plekken aangepast.")
        return redirect("wagtailadmin_pages:delete", old.pk)
    who = sorted({line.page.title for line in rules.named_below(old).select_related("page")})
    uitleg = f"Deze pagina’s noemen {old.title} als de plek waar iemand wél terechtkan: {', '.join(who)}."
    return screen(
        request, old, form, titel="Wie dan wel?", uitleg=uitleg, knop="Aanpassen en verder", header_icon="group"
    )
