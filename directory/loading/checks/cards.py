"""Contact cards and logins: what must go together within a record."""

from directory.loading.folder import Content
from directory.loading.problems import Problems
from directory.loading.records import Record
from directory.loading.register import Register, name_of
from directory.models import ContactCardPage, Membership

PERSOON = ContactCardPage.Soort.PERSOON
FUNCTIE = ContactCardPage.Soort.FUNCTIE
# A field that means nothing without another one.
NEEDS = {
    "telefoon_soort": "telefoon",
    "toestel": "telefoon",
    "telefoon2_soort": "telefoon2",
    "telefoon2_voor": "telefoon2",
    "telefoon2": "telefoon",
    "afwezig_tot": "afwezig_van",
    "opvolger": "vertrokken_op",
    "tussenvoegsel": "achternaam",
}


def check(content: Content, register: Register, problems: Problems) -> None:
    """Check every card and every login."""
    for kaart in content.kaarten:
        _check_kind(kaart, register, problems)
        _check_fields(kaart, problems)
    for login in content.logins:
        _check_login(login, register, problems)


def _check_kind(kaart: Record, register: Register, problems: Problems) -> None:
    if kaart["soort"] == PERSOON:
        _check_person(kaart, problems)
    if kaart["soort"] == FUNCTIE:
        _check_function(kaart, problems)
        holder = register.kaarten.get(name_of(kaart["houder"]))
        if holder and holder["soort"] == FUNCTIE:
            problems.add(kaart.at("houder"), "houder: wie een functie heeft is een persoon. Kies een andere kaart.")


def _check_person(kaart: Record, problems: Problems) -> None:
    if not kaart.has("achternaam"):
        problems.add(kaart.spot, "achternaam ontbreekt bij een persoon. Vul die in, of kies soort functie.")
    if kaart.has("houder"):
        problems.add(kaart.at("houder"), "houder: alleen een functie heeft een houder. Laat het leeg.")


def _check_function(kaart: Record, problems: Problems) -> None:
    if not (kaart.has("functie") or kaart.has("functie_lokaal")):
        problems.add(kaart.spot, "functie ontbreekt. Vul functie in, of bij functie_lokaal hoe die hier heet.")
    for name in ("voornaam", "tussenvoegsel", "achternaam"):
        if kaart.has(name):
            problems.add(kaart.at(name), f"{name}: een functie heeft geen naam van een mens. Laat het leeg.")


def _check_fields(kaart: Record, problems: Problems) -> None:
    for name, needed in NEEDS.items():
        if kaart.has(name) and not kaart.has(needed):
            problems.add(kaart.at(name), f"{name}: dit kan alleen samen met {needed}. Vul dat in, of laat dit leeg.")
    van, tot = kaart["afwezig_van"], kaart["afwezig_tot"]
    if van and tot and tot < van:
        problems.add(kaart.at("afwezig_tot"), "afwezig_tot: de laatste dag ligt voor de eerste dag.")
    if kaart["telefoon"] and kaart["telefoon"].toestel and kaart.has("toestel"):
        problems.add(kaart.at("toestel"), "toestel: dit staat ook al in het nummer. Kies één plek.")


def _check_login(login: Record, register: Register, problems: Problems) -> None:
    if login["mail"] and not login["mail"].endswith(".example"):
        problems.add(login.at("mail"), "mail: een demologin heeft een adres dat op .example eindigt.")
    of_agency = login["rol"] in (Membership.Rol.PROFESSIONAL, Membership.Rol.REDACTIE)
    if of_agency and not login.has("organisatie"):
        problems.add(login.spot, f"organisatie ontbreekt. Een {login['rol']} hoort bij een organisatie.")
    if login["rol"] and not of_agency and login.has("organisatie"):
        message = f"organisatie: een {login['rol']} hoort niet bij één organisatie. Laat het weg."
        problems.add(login.at("organisatie"), message)
    kaart = register.kaarten.get(name_of(login["kaart"]))
    if kaart and kaart["soort"] == FUNCTIE:
        problems.add(login.at("kaart"), "kaart: een login hoort bij een kaart van een persoon. Kies een andere kaart.")
