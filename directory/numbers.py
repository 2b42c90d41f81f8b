"""All rules about phone numbers: reading any Dutch notation, showing it, dialling it, finding it back."""

import re
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import PhoneNumberFormat, PhoneNumberType

# Short numbers that every Dutch phone knows; the library does not know 113 and 144 (tried).
KORT = re.compile(r"^(112|113|144|116\d{3})$")
TOESTEL = re.compile(
    r"[\s,(\-–]*\b(?:toestel|toest|tst|doorkiesnummer|doorkiesnr|doorkies|intern|ext|optie|keuze|menu|kies)\b"
    r"\.?\s*:?\s*(\d{1,6})\s*\)?\s*$",
    re.IGNORECASE,
)
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
    digits = re.sub(r"[^\d+]", "", rest.replace("(0)", ""))
    if KORT.match(digits):
        return Gelezen(PhoneNumber(raw_input=digits), toestel)
    if re.search(r"[A-Za-z]{3,}", rest) and not rest.strip().startswith("0800"):
        raise ValidationError(f"“{text.strip()}” is geen telefoonnummer. {HINT}", code="nummer")
    number = PhoneNumber.from_string(digits or rest, region="NL")
    if not number.is_valid():
        raise ValidationError(_why_not(digits, text), code="nummer")
    return Gelezen(number, toestel)


def split_toestel(text: str) -> tuple[str, str]:
    """Split "0516 56 61 00 tst. 12" into the number's text and "12"; no extension gives ""."""
    match = TOESTEL.search(text)
    return (text[: match.start()], match.group(1)) if match else (text, "")


def _why_not(digits: str, text: str) -> str:
    national = re.sub(r"^(\+31|0031)", "0", digits)
    if national.startswith("0") and len(national) == 9:
        return f"“{text.strip()}” mist een cijfer: een nummer heeft er tien. {HINT}"
    if national.startswith("0") and len(national) > 10:
        return f"“{text.strip()}” heeft te veel cijfers. Zet een toestelnummer in het eigen veld. {HINT}"
    if not national.startswith("0") and 6 <= len(national) <= 7:
        return f"“{text.strip()}” mist het netnummer. {HINT}"
    return f"“{text.strip()}” is geen telefoonnummer dat in Nederland bestaat. {HINT}"


def validate_nummer(value: PhoneNumber) -> None:
    """Accept what rings in the Netherlands: a valid number or a known short one."""
    if isinstance(value, PhoneNumber) and (value.is_valid() or KORT.match(value.raw_input or "")):
        return
    raise ValidationError(f"Dit is geen telefoonnummer. {HINT}", code="nummer")


def is_kort(number: PhoneNumber) -> bool:
    """A short number such as 113, which has no area code and no form for abroad."""
    return not number.is_valid()


def tel(number: PhoneNumber) -> str:
    """The digits that a phone must dial: `+31516566100`, or `140516`, `08002000`, `113` where +31 does not work."""
    if is_kort(number):
        return str(number.raw_input)
    if phonenumbers.number_type(number) in NOT_ABROAD or not phonenumbers.can_be_internationally_dialled(number):
        return re.sub(r"\D", "", number.as_national)
    return str(number.as_e164)


def tonen(number: PhoneNumber) -> str:
    """The number as people here read it: `0516 56 61 00`, `058 234 56 78`, `14 0516`, `0800 2000`, `113`."""
    if is_kort(number):
        return str(number.raw_input)
    if number.country_code != 31:
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    national = str(number.as_national).replace("-", " ")
    area, _, rest = national.partition(" ")
    digits = re.sub(r"\D", "", rest)
    if area.startswith("0") and len(area + digits) == 10 and not area.startswith(("080", "090")):
        return f"{area} {_pairs(digits)}"
    return national


def _pairs(digits: str) -> str:
    """Group six digits by twos, seven as 3-2-2, eight by twos: how numbers are said aloud."""
    head = 3 if len(digits) % 2 else 2
    return " ".join([digits[:head], *(digits[i : i + 2] for i in range(head, len(digits), 2))])


def digits_of(text: str) -> str:
    """The national digits of any notation: "+31 (0)516-566100" gives "0516566100"."""
    digits = re.sub(r"[^\d+]", "", split_toestel(text)[0].replace("(0)", ""))
    return re.sub(r"^(\+31|0031)(?=\d)", lambda _: "0", digits).replace("+", "")


def search_digits(number: PhoneNumber) -> str:
    """The national digits under which this number is kept for search; 14 0516 as "140516"."""
    dialled = tel(number)
    return "0" + dialled[3:] if dialled.startswith("+31") else dialled.lstrip("+")
