"""Several cards at once: ZIP, tables for Outlook and Google, paper; what they hold, count, and never do."""

import csv
import io
import re
import shutil
import subprocess
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from directory.models import CardNumber, CardState, ExportLog, Membership, Zichtbaar
from directory.visibility import audience_for
from phonebook import qr, tables
from phonebook.bundle import look_of, of_card
from phonebook.contacts import vcards
from phonebook.small import small_card
from phonebook.tables import cell, google_csv, number, outlook_csv, zip_of
from phonebook.vcard import CELL, Adres, Naam, Tel, Vcard
from search.upkeep import rebuilding
from tests.factories import make_card, make_contactpunt, make_team
from tests.phonebook.rfc2426 import read
from tests.phonebook.test_views import as_bitmap
from tests.programs import needs

ANNA = Vcard(
    uid="1",
    naam=Naam("Ânna de Vries (voorbeeld)", family="de Vries", given="Ânna", suffix="(voorbeeld)", sort="Vries"),
    org=("Gemeente X", "Team Noord"),
    title="Consulent",
    tels=(Tel("+31516000120"), Tel("+31612345678", CELL)),
    mail="anna@x.example",
    urls=("https://gids.example/p/abc/",),
    note=("Werkt: ma-do", "Stand van vandaag"),
)


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# The tables ------------------------------------------------------------------------------------------------------
def test_outlook_finds_each_value_under_its_own_name():
    (row,) = rows(outlook_csv([ANNA]))

    assert {name: row[name] for name in ("First Name", "Last Name", "Company", "Department", "Job Title")} == {
        "First Name": "Ânna", "Last Name": "de Vries", "Company": "Gemeente X", "Department": "Team Noord",
        "Job Title": "Consulent",
    }  # fmt: skip
    assert (row["Business Phone"], row["Mobile Phone"]) == ("0516 00 01 20", "06 12 34 56 78")


def test_google_finds_each_value_under_its_own_name():
    (row,) = rows(google_csv([ANNA]))

    assert (row["Phone 2 - Label"], row["Phone 2 - Value"], row["Organization Name"]) == (
        "Mobile", "06 12 34 56 78", "Gemeente X",
    )  # fmt: skip


@pytest.mark.parametrize("table", [outlook_csv, google_csv])
def test_a_table_begins_with_what_outlook_needs_to_read_accents(table):
    assert table([ANNA]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("table", [outlook_csv, google_csv])
def test_an_example_says_so(table):
    assert "(voorbeeld)" in table([ANNA]).decode()


@pytest.mark.parametrize("table", [outlook_csv, google_csv])
def test_a_note_of_more_lines_stays_in_one_cell(table):
    (row,) = rows(table([ANNA]))

    assert row["Notes"] == "Werkt: ma-do\nStand van vandaag"


def test_an_organisation_is_a_company_without_a_name_of_a_person():
    card = Vcard("2", Naam("Gemeente X"), org=("Gemeente X",), is_company=True, adres=Adres("Straat 1", "8400 AA", "G"))
    (row,) = rows(outlook_csv([card]))

    assert (row["Last Name"], row["Company"], row["Business City"]) == ("", "Gemeente X", "G")


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u202e=1", "＝1"])
def test_no_cell_is_read_as_a_sum(text):
    assert not cell(text).startswith(tables.FORMULA)


@given(st.text())
def test_no_text_at_all_becomes_a_sum(text):
    assert not cell(text).startswith(tables.FORMULA)


@given(naam=st.text(min_size=1), note=st.text())
def test_what_goes_into_a_table_stays_in_its_own_cell(naam, note):
    card = Vcard("3", Naam(naam, family=naam), note=(note, "einde"))

    found = rows(outlook_csv([card, ANNA]))

    assert (len(found), found[1]["Last Name"], found[0]["Notes"].endswith("einde")) == (2, "de Vries", True)


@pytest.mark.parametrize(
    ("tel", "shown"),
    [("+31516000120", "0516 00 01 20"), ("140516", "14 0516"), ("+4930123456", "0049 30 123456"), ("113", "113")],
)
def test_a_number_never_begins_with_a_plus(tel, shown):
    assert number(tel) == shown


def test_a_zip_holds_one_readable_card_a_file():
    with zipfile.ZipFile(io.BytesIO(zip_of([ANNA, ANNA]))) as archive:
        names = archive.namelist()
        cards = [read(archive.read(name))[0].text("FN") for name in names]

    assert names == ["001-anna-de-vries-voorbeeld.vcf", "002-anna-de-vries-voorbeeld.vcf"]
    assert cards == ["Ânna de Vries (voorbeeld)"] * 2


@given(st.text())
def test_no_name_leads_out_of_a_zip(naam):
    with zipfile.ZipFile(io.BytesIO(zip_of([Vcard("4", Naam(naam))]))) as archive:
        assert re.fullmatch(r"001-[a-z0-9_-]+\.vcf", archive.namelist()[0])


# Through the door ------------------------------------------------------------------------------------------------
FORMS = ["meenemen_vcf", "meenemen_zip", "meenemen_outlook", "meenemen_google", "meenemen_papier"]


def text_of(response):
    """All that a file or page tells, whatever its form."""
    if response["Content-Type"] == "application/zip":
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())
    return re.sub(r"<(svg|header|footer).*?</\1>", "", response.content.decode(), flags=re.DOTALL)


def digits(text):
    return re.sub(r"\D", "", text.replace("+31", "0"))


@pytest.mark.parametrize("form", FORMS)
def test_a_selection_leaves_in_every_form(client, agency, colleague, form):
    cards = [make_card(agency, achternaam=name, nummer="0516000120") for name in ("Smit", "Visser")]

    text = text_of(client.get(reverse(form), {"kaart": [card.short_id for card in cards]}))

    assert ("Smit" in text, "Visser" in text, "0516000120" in digits(text)) == (True, True, True)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_down(client, agency, colleague, form):
    card = make_card(agency)
    client.get(reverse(form), {"kaart": card.short_id})

    assert list(ExportLog.objects.values_list("user", "card")) == [(colleague.pk, card.pk)]


@pytest.mark.parametrize("form", FORMS)
def test_no_form_passes_the_limit_of_a_day(client, agency, colleague, form, settings):
    settings.EXPORT_CARDS_A_DAY = 1
    cards = [make_card(agency).short_id for _ in range(2)]

    assert client.get(reverse(form), {"kaart": cards}).status_code == 429


@pytest.mark.parametrize("form", FORMS)
def test_who_may_not_save_gets_no_form(client, agency, colleague, form):
    Membership.objects.update(exporteren=False)

    assert client.get(reverse(form), {"kaart": make_card(agency).short_id}).status_code == 403


@pytest.mark.parametrize("form", [*FORMS, "meenemen"])
def test_no_form_and_no_page_tells_of_a_hidden_card(client, agency, form):
    assert client.get(reverse(form), {"kaart": make_card(agency).short_id}).status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_kept_by_nobody_else(client, agency, colleague, form):
    answer = client.get(reverse(form), {"kaart": make_card(agency).short_id})

    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_an_editor_may_let_somebody_save_more(client, agency, colleague, settings):
    settings.EXPORT_CARDS_A_DAY, settings.EXPORT_CARDS_A_DAY_WITH_CONSENT = 1, 2
    Membership.objects.update(meer_exporteren=True)
    cards = [make_card(agency).short_id for _ in range(2)]

    assert client.get(reverse("meenemen_vcf"), {"kaart": cards}).status_code == 200


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_organisation_with_its_teams_leaves_in_every_form(client, agency, colleague, form):
    make_contactpunt(agency, telefoon="0516000101")
    make_card(make_team(agency), achternaam="Teamstra")

    text = text_of(client.get(reverse(form), {"org": agency.uuid}))

    assert ("Teamstra" in text, "0516000101" in digits(text)) == (True, True)


def test_a_team_leaves_without_the_rest(client, agency, colleague):
    team = make_team(agency)
    make_card(team, achternaam="Teamstra")
    make_card(agency, achternaam="Elders")

    text = text_of(client.get(reverse("meenemen_vcf"), {"org": team.uuid}))

    assert ("Teamstra" in text, "Elders" in text) == (True, False)


def test_the_answers_to_a_question_leave_together(client, agency, colleague):
    for name in ("Smit", "Visser"):
        make_card(agency, achternaam=name, bel_mij_voor=["schuldhulp"])
    rebuilding.rebuild()

    text = text_of(client.get(reverse("meenemen_outlook"), {"vraag": "schuldhulp"}))

    assert ("Smit" in text, "Visser" in text) == (True, True)


def test_nothing_asked_is_answered_with_what_to_do(client, colleague):
    assert client.get(reverse("meenemen")).status_code == 400


def test_the_page_says_what_a_phone_of_your_own_passes_on(client, agency, colleague):
    text = client.get(reverse("meenemen"), {"kaart": make_card(agency).short_id}).content.decode()

    assert ("WhatsApp" in text, "iCloud" in text, text.index("Naar Outlook") < text.index("Naar mijn telefoon")) == (
        True, True, True,
    )  # fmt: skip


def test_the_page_says_so_when_it_is_too_much(client, agency, colleague, settings):
    settings.EXPORT_CARDS_A_DAY = 1
    cards = [make_card(agency).short_id for _ in range(2)]

    assert "te veel kaarten voor vandaag" in client.get(reverse("meenemen"), {"kaart": cards}).content.decode()


def test_a_list_leaves_in_its_own_order(client, agency, colleague):
    cards = [make_card(agency, achternaam=name).short_id for name in ("Zee", "Aa", "Em")]

    found = read(client.get(reverse("meenemen_vcf"), {"kaart": cards}).content)

    assert [card.text("FN") for card in found] == ["Anna Zee", "Anna Aa", "Anna Em"]


def test_paper_has_a_code_for_each_contact(client, agency, colleague):
    cards = [make_card(agency).short_id for _ in range(3)]

    assert client.get(reverse("meenemen_papier"), {"kaart": cards}).content.decode().count('<svg role="img"') == 3


def test_ticked_boxes_become_an_address_that_a_phone_can_open(client, agency, colleague):
    card = make_card(agency)

    answer = client.post(reverse("kies"), {"kaart": [card.short_id]}, follow=True)

    assert [found.text("FN") for found in read(answer.content)] == [f"Anna {card.achternaam}"]


# The small code --------------------------------------------------------------------------------------------------
def test_the_small_code_holds_the_card_and_is_written_down(client, agency, colleague):
    card = make_card(agency, nummer="0516000120")

    answer = client.get(reverse("kaart_qr_los", args=[card.short_id]))

    assert ("<svg" in answer.content.decode(), ExportLog.objects.get().card_id) == (True, card.pk)


def test_the_small_code_has_no_more_than_what_may_be_taken_along(agency, colleague):
    card = make_card(agency, achternaam="Smit", nummer="0516000120", mail="a@x.example")
    card.nummers.add(CardNumber(nummer="0612345678", zichtbaar=Zichtbaar.REDACTIE))
    card.save()

    text = small_card(vcards(of_card(look_of(audience_for(colleague)), card.short_id))[0])

    assert ("+31516000120" in text, "612345678" in text, "NOTE" in text, len(text.encode()) < 400) == (
        True, False, False, True,
    )  # fmt: skip


@pytest.mark.program("zbar-tools")
def test_a_reader_finds_a_name_with_accents_in_the_small_code(tmp_path):
    needs(bool(shutil.which("zbarimg")), "zbar-tools")
    text = small_card(ANNA)
    (tmp_path / "code.pbm").write_bytes(as_bitmap(qr.svg(text, title="code")))

    found = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / "code.pbm"], capture_output=True, check=True)

    assert found.stdout.decode().split() == text.split()


@pytest.mark.parametrize("name", ["kaart_codes", "kaart_qr_los"])
def test_a_hidden_card_has_no_codes(client, agency, name):
    assert client.get(reverse(name, args=[make_card(agency).short_id])).status_code == 404


def test_a_page_with_a_code_does_not_tell_who_left(client, agency):
    card = make_card(agency, zichtbaar=Zichtbaar.IEDEREEN)
    CardState.objects.filter(card=card).update(plafond=Zichtbaar.IEDEREEN, vertrokken_op=timezone.localdate())

    assert client.get(reverse("kaart_codes", args=[card.short_id])).status_code == 404
