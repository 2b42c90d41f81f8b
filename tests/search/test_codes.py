"""Codes of word lists and agencies: the same in a document as in a question."""

import pytest

from directory.models import AgencyPage, Functie
from search.lists.codes import OPENINGS, code_of, coded, is_code_of, key_of


def test_a_row_of_a_list_is_known_by_its_code():
    assert code_of(Functie(code="wijkverpleegkundige")) == "f:wijkverpleegkundige"


@pytest.mark.django_db
def test_an_agency_is_known_by_its_key(agency: AgencyPage):
    assert code_of(agency) == coded("organisatie", agency.pk) == f"o:{agency.pk}"


def test_what_stands_on_no_list_has_no_code():
    with pytest.raises(AttributeError):
        code_of(object())


def test_no_two_kinds_of_things_share_a_code():
    codes = [coded(soort, "jeugd") for soort in OPENINGS]

    assert [[soort for soort in OPENINGS if is_code_of(soort, code)] for code in codes] == [[each] for each in OPENINGS]


def test_the_key_comes_back_from_a_code():
    assert key_of(coded("gebeurtenis", "wordt-18")) == "wordt-18"
