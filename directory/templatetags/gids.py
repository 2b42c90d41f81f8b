"""What templates of the guide use: icons, explained words, dates and numbers as people write them."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from phonenumber_field.phonenumber import PhoneNumber

from directory import begrippen as glossary
from directory import numbers
from directory.freshness import MAANDEN, months_later
from directory.listing import is_gemeente, residents_contactpunt
from directory.models import Gemeente

register = template.Library()


@register.simple_tag
def icon(name: str, *, small: bool = False) -> SafeString:
    """A drawing of static/icons.svg; always beside a word, so hidden from a screen reader."""
    return _icon(name, small)


@cache
def _icon(name: str, small: bool) -> SafeString:
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        " icon--small" if small else "",
        static("icons.svg"),
        name,
    )


@register.filter
def begrippen(text: Any, mode: str = "") -> SafeString:
    """Text with abbreviations explained; with "block" as paragraphs. Not inside a link, button, label or heading."""
    return glossary.explain(str(text or ""), block=mode == "block")


@register.filter
def geleden(moment: date | datetime | None) -> str:
    """How long ago in words: vandaag, gisteren, 3 weken geleden; "" for no date, the date itself for a later one."""
    if not moment:
        return ""
    days = (timezone.localdate() - _day(moment)).days
    if days < 0:
        return f"op {date_format(_day(moment), 'j F Y')}"
    if days < 2:
        return ("vandaag", "gisteren")[days]
    if days < 14:
        return f"{days} dagen geleden"
    if days < 61:
        return f"{days // 7} weken geleden"
    return f"{days * 12 // 365} maanden geleden" if days < 365 else f"{days // 365} jaar geleden"


@register.filter
def verlopen(check: date | None, maanden: int | str | None) -> bool:
    """Is a check (a day, or None for never) longer ago than it holds, in months (`MAANDEN` where nothing is said)?"""
    return check is None or timezone.localdate() > months_later(check, int(maanden or MAANDEN))


def _day(moment: date | datetime) -> date:
    if not isinstance(moment, datetime):
        return moment
    return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()


@register.filter
def uren(line: str) -> str:
    """A line of days with its times: `di 9.00-12.00 uur`; `di` alone is no time."""
    return f"{line} uur" if any(sign.isdigit() for sign in line) else line


@register.filter
def tonen(number: PhoneNumber | str | None) -> str:
    """A phone number as people read it: `0516 56 61 00`."""
    return numbers.tonen(number) if isinstance(number, PhoneNumber) else ""


@register.filter
def tel(number: PhoneNumber | str | None) -> str:
    """The digits that a phone dials, for a `tel:` link."""
    return numbers.tel(number) if isinstance(number, PhoneNumber) else ""


@register.inclusion_tag("includes/inwoners.html", takes_context=True)
def inwoners(context: Context) -> dict[str, Any]:
    """The way for residents: the contactpunt of the chosen gemeente, else a way to choose one."""
    gemeente, request = context.get("gemeente"), context.get("request")
    if not isinstance(gemeente, Gemeente):
        gemeente = _asked_gemeente(request)
    punt = residents_contactpunt(gemeente) if gemeente else None
    if gemeente and not punt and request and request.path == gemeente.get_absolute_url():
        gemeente = None  # its own page has no number either
    return {"gemeente": gemeente, "punt": punt, "eigen": bool(punt and is_gemeente(punt.page))}


def _asked_gemeente(request: HttpRequest | None) -> Gemeente | None:
    """The gemeente that the address of this page names, where it names exactly one."""
    slugs = request.GET.getlist("gemeente") if request else []
    return Gemeente.objects.current().filter(slug=slugs[0]).first() if len(slugs) == 1 else None
