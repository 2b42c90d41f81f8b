"""Other people's programs read our cards: they find no fault, and understand what was meant."""

import pytest

from phonebook.vcard import CELL, Adres, Naam, Tel, Vcard, write
from tests.phonebook.judges import facts_by_ez_vcard

PERSON = Vcard(
    uid="6f0c2f6e-5a4e-4f0e-9d55-0b7f3d2b1a10",
    naam=Naam("Ímke de Vries; Smit, 😀 (voorbeeld)", "de Vries; Smit, 😀", "Ímke", "(voorbeeld)", "Vries"),
    org=("Gemeente A; B, C\\D", "Team Inkomen"),
    title="Regisseur",
    tels=(Tel("+31516566100"), Tel("+31612345678", CELL), Tel("140516")),
    mail="imke@voorbeeld.example",
    adres=Adres("'t Oost 11", "8431 LE", "Oosterwolde"),
    urls=("https://gids.example/p/7kq2xabc/", "https://a.example/x;y,z"),
    categories=("VindElkaar", "Gemeente A; B, C"),
    note=("Bel mij voor: één; twee, drie\\n vier", "é" * 80, "Stand van 22 november 2026"),
)
COMPANY = Vcard(uid="x-1", naam=Naam("Gemeente A"), org=("Gemeente A",), tels=(Tel("140516"),), is_company=True)


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """What ez-vcard says of both cards: pairs of what and value."""
    path = tmp_path_factory.mktemp("cards") / "cards.vcf"
    path.write_bytes(write([PERSON, COMPANY]))
    return facts_by_ez_vcard(path)


def values(verdict, what):
    return [value.replace("\\n", "\n").replace("\\\\", "\\") for kind, value in verdict if kind == what]


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_finds_no_fault(verdict):
    assert values(verdict, "warning") == []


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_reads_version_3(verdict):
    assert values(verdict, "version") == ["3.0", "3.0"]


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_reads_the_names(verdict):
    assert values(verdict, "name") == [PERSON.naam.voluit, "Gemeente A"]
    assert values(verdict, "family")[0] == PERSON.naam.family


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_reads_organisation_and_team(verdict):
    assert values(verdict, "org") == [*PERSON.org, "Gemeente A"]


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_reads_the_numbers(verdict):
    assert values(verdict, "tel") == ["+31516566100", "+31612345678", "140516", "140516"]


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_reads_whole_addresses(verdict):
    assert values(verdict, "url") == ["https://gids.example/p/7kq2xabc/", "https://a.example/x%3By%2Cz"]


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_reads_the_note_line_by_line(verdict):
    assert [value for kind, value in verdict if kind == "note"] == [
        "\\n".join(line.replace("\\", "\\\\") for line in PERSON.note)
    ]
