"""All rules about phone numbers: reading any Dutch notation, showing it, dialling it, finding it back."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import PhoneNumberFormat, PhoneNumberType

# Short numbers that every Dutch phone knows; the library does not know 113 and 144 (tried).
KORT = re.compile(r"^(112|113|144|116\d{3})$")
# What may stand before a number on a letterhead: "T 0516 …", "tel.: …", "mob. …", "tel:+31…".
LABEL = re.compile(r"^\s*(?:t|m|(?:tel|telefoon)(?:nummer|nr)?|mob|mobiel|gsm|vast|bel|nummer|nr)\b[.:\s]*", re.I)
TOESTEL = re.compile(
    r"[\s,;(\-]*"
    r"(?:\b(?:toestel(?:nummer|nr)?|toest|tst|doorkies(?:nummer|nr)?|intern|extensie|ext"
    r"|optie|keuze|menu(?:keuze)?|kies|druk|toets)\b[.:=\s]*|(?<=[\d\s)])x\.?\s*|#\s*|,{2,3}\s*)"
    r"(\d{1,6})[\s).]*$",
    re.IGNORECASE,
)
# One comma is a pause on a phone, but also how some people group: only behind a number that is complete.
PAUZE = re.compile(r"^((?:\D*\d){10,})\s*,\s*(\d{1,4})\s*$")
VANITY = re.compile(r"^\s*0(?:800|90[069])[\s\-]*(?=[\s\-\d]*[A-Za-z])[A-Za-z\d][A-Za-z\d\-]{3,9}\s*$")
TUSSEN_TWEE = re.compile(r"[/|;,\n]|\b(?:of|en)\b", re.IGNORECASE)
# What people type is a number with its 0, with +, a 14-number, 31 without +, or without 0 (a spreadsheet drops it).
# Behind 0800 and 090x come 4 or 7 digits (Nummerplan); the library takes 5 and 6 too.
VOLLEDIG = re.compile(r"^(?:\+\d+|0(?:800|90[069])(?:\d{4}|\d{7})|0(?!800|90[069])\d+|140\d{2,3}|31\d{9}|[1-9]\d{8})$")
NOT_ABROAD = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
}
HINT = "Schrijf bijvoorbeeld 0516 56 61 00, 14 0516, 0800-2000 of +31 516 56 61 00."


@dataclass(frozen=True)
class Gelezen:
    """What a typed number holds: the number itself and the extension or menu option behind it ("" = none)."""

    nummer: PhoneNumber
    toestel: str = ""


def lees(text: str) -> Gelezen:
    """Read a number as typed or pasted; raises ValidationError with a hint in Dutch where it is not one."""
    rest, toestel = split_toestel(text)
    _refuse_two(rest)
    if VANITY.match(rest):
        rest = phonenumbers.convert_alpha_characters_in_number(rest)
    _refuse_words(rest, text)
    digits = _digits(rest)
    if KORT.match(digits):
        return Gelezen(PhoneNumber(raw_input=digits), toestel)
    number = _parsed(digits)
    if number is None or not number.is_valid():
        raise _error(_why_not(digits, text))
    return Gelezen(number, toestel)


def split_toestel(text: str) -> tuple[str, str]:
    """Split "0516 56 61 00 tst. 12" into the number's text and "12"; no extension gives ""."""
    plain = LABEL.sub("", _plain(text))
    match = TOESTEL.search(plain)
    if match:
        return plain[: match.start()], match.group(1)
    pauze = PAUZE.match(plain)
    return (pauze.group(1), pauze.group(2)) if pauze else (plain, "")


def _plain(text: str) -> str:
    """Digits of every script as 0-9, every dash as -, every space as one; without signs that nobody sees."""
    return "".join(_plain_sign(c) for c in unicodedata.normalize("NFKC", text)).strip()


def _plain_sign(c: str) -> str:
    kind = unicodedata.category(c)
    if kind == "Nd":
        return str(unicodedata.decimal(c))
    if c == "\n" or kind[0] not in "CPZ":
        return c
    return {"Pd": "-", "Zs": " ", "Cc": " ", "Cf": ""}.get(kind, c)


def _digits(text: str) -> str:
    """The digits, with the + in front if there is one; the 0 that is only dialled here is left out: +31 (0)516."""
    abroad = text.lstrip(" (").startswith(("+", "00"))
    digits = re.sub(r"\D", "", re.sub(r"[(\[]\s*0\s*[)\]]", "", text) if abroad else text)
    return f"+{digits}" if text.lstrip(" (").startswith("+") else digits


def _parsed(digits: str) -> PhoneNumber | None:
    if not VOLLEDIG.match(digits):
        return None
    try:
        return PhoneNumber.from_string(digits, region="NL")
    except phonenumbers.NumberParseException:
        return None


def _error(message: str) -> ValidationError:
    return ValidationError(f"{message} {HINT}", code="nummer")


def _refuse_two(rest: str) -> None:
    """Two numbers in one field: no phone could dial them."""
    counts = [len(re.sub(r"\D", "", part)) for part in TUSSEN_TWEE.split(rest)]
    filled = [count for count in counts if count >= 2]
    by_word = bool(re.search(r"\d.*\b(?:of|en)\b.*\d", rest, re.IGNORECASE))
    by_sign = len(filled) > 1 and (filled[0] >= 9 or sorted(filled)[-2] >= 8)
    # A number has at most 15 digits in any country (ITU-T E.164).
    if by_word or by_sign or (sum(counts) > 15 and not rest.startswith("00")):
        raise _error("Hier staan twee nummers. Zet elk nummer in een eigen veld.")


def _refuse_words(rest: str, text: str) -> None:
    shown = text.strip()
    if "@" in rest:
        raise _error(f"“{shown}” is een mailadres.")
    if not re.search(r"[^\W\d_]", rest):
        return
    if len(re.sub(r"\D", "", rest)) >= 3:
        raise _error(f"In “{shown}” staan letters. Zet alleen het nummer in dit veld.")
    raise _error(f"“{shown}” is geen telefoonnummer.")


def _why_not(digits: str, text: str) -> str:
    shown = text.strip()
    national = re.sub(r"^(\+31|0031)0?", "0", digits)
    if not national:
        return f"“{shown}” is geen telefoonnummer."
    if re.match(r"^0(800|90[069])", national):
        return f"“{shown}” klopt niet: na 0800 of 0900 komen 4 of 7 cijfers."
    if national.startswith(("+", "00")):
        return f"“{shown}” is geen nummer dat in dat land bestaat."
    if national.startswith("0"):
        return f"“{shown}” {_too_few_or_many(len(national))}"
    if 5 <= len(national) <= 8:
        return f"“{shown}” mist het netnummer, of 06."
    return f"“{shown}” is geen telefoonnummer dat in Nederland bestaat."


def _too_few_or_many(count: int) -> str:
    if count == 10:
        return "is geen telefoonnummer dat in Nederland bestaat."
    if count > 10:
        return "heeft te veel cijfers: een nummer heeft er tien. Zet een toestelnummer in het eigen veld."
    missing = 10 - count
    return f"mist {'een cijfer' if missing == 1 else f'{missing} cijfers'}: een nummer heeft er tien."


def validate_nummer(value: PhoneNumber) -> None:
    """Accept what rings in the Netherlands: a valid number or a known short one."""
    if isinstance(value, PhoneNumber) and (value.is_valid() or KORT.match(value.raw_input or "")):
        return
    raise _error("Dit is geen telefoonnummer.")


def is_kort(number: PhoneNumber) -> bool:
    """A short number such as 113, which has no area code and no form for abroad."""
    return not number.is_valid()


def tel(number: PhoneNumber) -> str:
    """The digits that a phone must dial: `+31516566100`, or `140516`, `08002000`, `113` where +31 does not work."""
    if is_kort(number):
        return re.sub(r"[^\d+]", "", number.raw_input or "")
    if phonenumbers.number_type(number) in NOT_ABROAD or not phonenumbers.can_be_internationally_dialled(number):
        return re.sub(r"\D", "", number.as_national)
    return str(number.as_e164)


def tonen(number: PhoneNumber) -> str:
    """The number as people here read it: `0516 56 61 00`, `058 234 56 78`, `14 0516`, `0800 2000`, `113`."""
    if is_kort(number):
        return re.sub(r"^116(\d{3})$", r"116 \1", str(number.raw_input))
    if number.country_code != 31:
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    area, _, rest = str(number.as_national).replace("-", " ").partition(" ")
    digits = re.sub(r"\D", "", rest)
    return f"{area} {_pairs(digits) if len(digits) > 4 else digits}".strip()


def _pairs(digits: str) -> str:
    """Group six digits by twos, seven as 3-2-2, eight by twos: how numbers are said aloud."""
    head = 3 if len(digits) % 2 else 2
    return " ".join([digits[:head], *(digits[i : i + 2] for i in range(head, len(digits), 2))])


def digits_of(text: str) -> str:
    """The national digits of any notation, also of a part: "+31 (0)516-566100" gives "0516566100"."""
    rest = split_toestel(text)[0]
    digits = _digits(phonenumbers.convert_alpha_characters_in_number(rest) if VANITY.match(rest) else rest)
    home = re.sub(r"^(?:(?:\+31|0031|31(?=\d{9}$))0?(?=\d)|(?=[1-9]\d{8}$))", "0", digits)
    return re.sub(r"^(?:\+|00|0(?=140\d{2,3}$))", "", home)


def search_digits(number: PhoneNumber) -> str:
    """The national digits under which this number is kept for search; 14 0516 as "140516"."""
    dialled = tel(number)
    return "0" + dialled[3:] if dialled.startswith("+31") else dialled.lstrip("+")
