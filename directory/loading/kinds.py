"""The kinds of values in a region's files: how each is read, and what it is when nothing is filled in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email, validate_slug
from django.utils import timezone

from directory import numbers
from directory.bsn import bsn_in
from directory.loading.nodes import Node, Scalar, scalar_of, scalars_of
from directory.loading.problems import Wrong, did_you_mean
from directory.models.words import validate_leeftijden
from directory.openingstijden import OngeldigeTijd, Openingstijden

AGO = re.compile(r"^(\d+) dag(?:en)? geleden$")
AHEAD = re.compile(r"^over (\d+) dag(?:en)?$")
AGES = re.compile(r"^(\d{1,3})?-(\d{1,3})?$")
REF = re.compile(r"^[A-Za-z0-9-]+$")
URL = URLValidator(schemes=["http", "https"])
WHOLE_AREA = ("landelijk", "regio")


def nothing() -> None:
    """What is not known."""


@dataclass(frozen=True)
class Kind:
    """`read` turns a node into a value or raises Wrong; `empty` makes the value of what is not filled in."""

    read: Callable[[Node], Any]
    empty: Callable[[], Any] = str


@dataclass(frozen=True)
class Leeftijd:
    """An inclusive age range; None is no limit."""

    van: int | None = None
    tot: int | None = None


# Text --------------------------------------------------------------------------------------------------------------
def text(maximum: int | None = None) -> Kind:
    """A text of at most `maximum` characters, in which no citizen service number may stand."""
    return Kind(lambda node: _text(scalar_of(node), maximum))


def _text(scalar: Scalar, maximum: int | None) -> str:
    if bsn := bsn_in(scalar.text):
        raise Wrong(f"“{bsn}” lijkt een burgerservicenummer. In de gids staat niets over cliënten.", scalar.spot)
    if maximum is not None and len(scalar.text) > maximum:
        raise Wrong(f"deze tekst is te lang: {len(scalar.text)} tekens. Er passen er {maximum}.")
    return scalar.text


def words(maximum: int | None = None) -> Kind:
    """A list of texts in their order, doubles left out."""
    return Kind(lambda node: list(dict.fromkeys(_text(s, maximum) for s in scalars_of(node))), list)


def _ref(node: Node) -> str:
    value = scalar_of(node).text
    if not REF.match(value) or len(value) > 120:
        raise Wrong(f"“{value}” kan geen ref zijn. Gebruik alleen letters, cijfers en streepjes.")
    return value


def _code(node: Node) -> str:
    value = scalar_of(node).text
    try:
        validate_slug(value)
    except ValidationError as error:
        raise Wrong(f"“{value}” kan geen code zijn. Gebruik letters, cijfers, - en _.") from error
    return value


ref = Kind(_ref)
code = Kind(_code)
reference = Kind(scalar_of, nothing)
references = Kind(scalars_of, list)


def _area(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar) and node.text in WHOLE_AREA:
        return [node]
    try:
        return scalars_of(node)
    except Wrong as wrong:
        raise Wrong("hier hoort een lijst van gemeenten: [Opsterland]. Of één woord: regio, of landelijk.") from wrong


werkgebied = Kind(_area, list)


# Numbers, dates, choices -------------------------------------------------------------------------------------------
def _whole(node: Node) -> int:
    value = scalar_of(node).text
    if not value.isascii() or not value.isdigit():
        raise Wrong(f"“{value}” is geen heel getal. Schrijf alleen cijfers.")
    return int(value)


def _yes_no(node: Node) -> bool:
    value = scalar_of(node).text
    if value not in ("ja", "nee"):
        raise Wrong(f"“{value}” kan hier niet. Schrijf ja of nee.")
    return value == "ja"


def _date(node: Node) -> date:
    value = scalar_of(node).text
    if value == "vandaag":
        return timezone.localdate()
    try:
        if ago := AGO.match(value):
            return timezone.localdate() - timedelta(days=int(ago.group(1)))
        if ahead := AHEAD.match(value):
            return timezone.localdate() + timedelta(days=int(ahead.group(1)))
        return date.fromisoformat(value) if len(value) == 10 else _no_date(value)
    except (ValueError, OverflowError) as error:
        raise Wrong(_date_message(value)) from error


def _no_date(value: str) -> date:
    raise Wrong(_date_message(value))


def _date_message(value: str) -> str:
    return f"“{value}” is geen datum. Schrijf 2026-05-19, 12 dagen geleden, vandaag of over 3 dagen."


def _past(node: Node) -> date:
    if AHEAD.match(scalar_of(node).text):
        raise Wrong(f"“{scalar_of(node).text}” moet nog komen. Hier hoort een dag die al geweest is.")
    return _date(node)


def _ages(node: Node) -> Leeftijd:
    value = scalar_of(node).text
    match = AGES.match(value)
    if not match or value == "-":
        raise Wrong(f"“{value}” is geen leeftijd. Schrijf 18-27, 18- (vanaf 18) of -17 (tot en met 17).")
    van, tot = (int(group) if group else None for group in match.groups())
    try:
        validate_leeftijden(van, tot)
    except ValidationError as error:
        raise Wrong(_said(error)) from error
    return Leeftijd(van, tot)


def choice(options: Mapping[str, Any]) -> Kind:
    """One of a few fixed words; gives what stands behind it."""

    def read(node: Node) -> Any:
        value = scalar_of(node).text
        if value not in options:
            known = ", ".join(options)
            raise Wrong(f"“{value}” kan hier niet.{did_you_mean(value, options)} Het kan zijn: {known}.")
        return options[value]

    return Kind(read, nothing)


whole = Kind(_whole, nothing)
yes_no = Kind(_yes_no, nothing)
day = Kind(_date, nothing)
past_day = Kind(_past, nothing)
ages = Kind(_ages, Leeftijd)


# Reaching people ---------------------------------------------------------------------------------------------------
def _number(node: Node) -> numbers.Gelezen:
    try:
        return numbers.lees(scalar_of(node).text)
    except ValidationError as error:
        raise Wrong(_said(error)) from error


def _numbers(node: Node) -> list[str]:
    for scalar in scalars_of(node):
        _number(scalar)
    return [scalar.text for scalar in scalars_of(node)]


def _extension(node: Node) -> str:
    value = scalar_of(node).text
    if not re.fullmatch(r"\d{1,6}", value):
        raise Wrong(f"“{value}” is geen toestel of keuze. Schrijf alleen cijfers, hoogstens zes.")
    return value


def _mail(node: Node) -> str:
    value = scalar_of(node).text
    try:
        validate_email(value)
    except ValidationError as error:
        raise Wrong(f"“{value}” is geen mailadres. Schrijf bijvoorbeeld balie@gemeente.nl.") from error
    return value


def _url(node: Node) -> str:
    value = scalar_of(node).text
    try:
        URL(value)
    except ValidationError as error:
        raise Wrong(f"“{value}” is geen adres van een site. Begin met https://.") from error
    if len(value) > 200:
        raise Wrong("dit adres is te lang: er passen 200 tekens.")
    return value


def _hours(node: Node) -> list[str]:
    lines = scalars_of(node)
    for line in lines:
        _week([line.text], line)
    _week([line.text for line in lines], lines[0])
    return [line.text for line in lines]


def _week(lines: list[str], where: Scalar) -> None:
    try:
        Openingstijden.lees(lines)
    except OngeldigeTijd as error:
        raise Wrong(str(error), where.spot) from error


def _said(error: ValidationError) -> str:
    return " ".join(error.messages)


number = Kind(_number, nothing)
number_texts = Kind(_numbers, list)
extension = Kind(_extension)
mail = Kind(_mail)
url = Kind(_url)
hours = Kind(_hours, list)
