"""The region, its organisations and its word lists: what must go together within a record."""

from directory.loading.folder import Content
from directory.loading.problems import Problems
from directory.loading.records import Record
from directory.loading.register import Register, references_in


def check(content: Content, register: Register, problems: Problems) -> None:
    """Check the region, every organisation and team, and ages in the word lists."""
    if content.regio:
        _check_regio(content.regio, problems)
    for doelgroep in content.tables["woordenlijsten/doelgroepen"]:
        van, tot = doelgroep["leeftijd_van"], doelgroep["leeftijd_tot"]
        if (van is not None and tot is not None and van > tot) or max(van or 0, tot or 0) > 120:
            problems.add(doelgroep.spot, f"leeftijd: {van} tot en met {tot} kan niet. Vul leeftijden in van 0 tot 120.")
    for agency, top in content.agencies():
        _check_agency(agency, problems)
        if top and agency.has("voorbeeld") and agency["voorbeeld"] != top["voorbeeld"]:
            problems.add(agency.at("voorbeeld"), "voorbeeld: dit volgt uit de organisatie. Laat het weg.")


def _check_regio(regio: Record, problems: Problems) -> None:
    if not regio.has("arbeidsmarktregio") and not regio.has("gemeenten"):
        problems.add(regio.spot, "de gemeenten ontbreken. Vul arbeidsmarktregio in, of gemeenten.")
    maanden = regio["controle_maanden"]
    if maanden is not None and not 1 <= maanden <= 60:
        problems.add(regio.at("controle_maanden"), "controle_maanden: vul een aantal maanden in van 1 tot en met 60.")


def _check_agency(agency: Record, problems: Problems) -> None:
    area = [scalar.text for scalar in references_in(agency["werkgebied"])]
    if len(area) > 1 and "landelijk" in area:
        problems.add(agency.at("werkgebied"), "werkgebied: landelijk is overal. Schrijf alleen: landelijk.")
    for contactpunt in agency["contactpunten"]:
        _check_contactpunt(contactpunt, problems)
    for werkproces in agency["werkprocessen"]:
        if werkproces.has("wachttijd") and not werkproces.has("wachttijd_op"):
            problems.add(werkproces.at("wachttijd"), "wachttijd: vul bij wachttijd_op in van welke dag deze stand is.")
    for regel in agency["wat_wij_niet_doen"]:
        _check_niet_doen(regel, agency["ref"], problems)


def _check_contactpunt(contactpunt: Record, problems: Problems) -> None:
    if not any(contactpunt.has(name) for name in ("telefoon", "mail", "toelichting")):
        problems.add(contactpunt.spot, "dit contactpunt heeft geen telefoon, mail of toelichting. Vul er een in.")
    number = contactpunt["telefoon"]
    if number and number.toestel and contactpunt.has("toestel"):
        problems.add(contactpunt.at("toestel"), "toestel: dit staat ook al in het nummer. Kies één plek.")


def _check_niet_doen(regel: Record, own_ref: str, problems: Problems) -> None:
    if regel.broken:
        return
    answers = [name for name in ("organisatie", "buiten", "niemand") if regel[name]]
    if len(answers) != 1:
        said = f"hier staan er {len(answers)}: {' en '.join(answers)}" if answers else "hier staat er geen"
        message = f"wie dan wel? Kies één antwoord: organisatie, buiten of niemand: ja ({said})."
        problems.add(regel.at(answers[-1]) if answers else regel.spot, message)
    elif regel.has("organisatie") and regel["organisatie"].text == own_ref:
        problems.add(regel.at("organisatie"), "organisatie: dit is de organisatie zelf. Wie doet het dan wel?")
