"""What answers are called in a list."""

import pytest

from search.answer import desk_title


@pytest.mark.parametrize(
    ("naam", "agency", "expected"),
    [
        ("Algemeen nummer", "Gemeente Harlingen", "Gemeente Harlingen\N{NO-BREAK SPACE}– algemeen nummer"),
        ("Inwonerslijn", "Wijkteam West", "Wijkteam West\N{NO-BREAK SPACE}– inwonerslijn"),
        ("SVB-lijn", "Wijkteam West", "Wijkteam West\N{NO-BREAK SPACE}– SVB-lijn"),
        ("Balie in Sneek", "Wijkteam West", "Balie in Sneek"),
        ("Politie, geen spoed", "Politie", "Politie, geen spoed"),
        ("Loket", "Loket Reynaert", "Loket Reynaert"),
    ],
)
def test_a_desk_is_called_by_its_agency_unless_its_name_says_whose_or_where(naam: str, agency: str, expected: str):
    assert desk_title(naam, agency) == expected
