"""Questions without an answer in a guide of two regions: of which region one is, and who sees it on the list."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from directory.models import AgencyIndexPage, AgencyPage, Plaats
from search.models import OnbeantwoordeVraag
from search.upkeep import rebuilding
from tests.directory.admin_site import log_in, make_coordinator
from tests.factories import make_agency, make_gemeente, make_professional, make_region, make_user, make_werkproces

pytestmark = pytest.mark.django_db
Stand = OnbeantwoordeVraag.Stand


@pytest.fixture
def here(agency: AgencyPage) -> AgencyIndexPage:
    """The region of Wolvega."""
    make_werkproces(agency, "Schulden regelen")
    region: AgencyIndexPage = agency.get_parent().specific
    return region


@pytest.fixture
def there(here: AgencyIndexPage) -> AgencyIndexPage:
    """Another region, with Sneek."""
    gemeente = make_gemeente("Súdwest-Fryslân")
    Plaats.objects.create(naam="Sneek", gemeente=gemeente)
    return make_region("Zuidwest", gemeenten=[gemeente])


def asked(question: str, user: User | None = None) -> None:
    rebuilding.rebuild()
    client = log_in(user) if user else Client()
    client.get(reverse("zoeken"), {"vraag": question})


def region_of_the_question() -> AgencyIndexPage | None:
    return OnbeantwoordeVraag.objects.get().regio


def make_question(vraag: str, regio: AgencyIndexPage | None, **values: object) -> OnbeantwoordeVraag:
    return OnbeantwoordeVraag.objects.create(sleutel=vraag, vraag=vraag, regio=regio, is_genoeg=True, **values)


def work_list(region: AgencyIndexPage) -> str:
    return log_in(make_coordinator(region)).get(reverse("gids_onbeantwoord")).content.decode()


def test_a_question_with_a_place_is_of_the_region_where_that_lies(here: AgencyIndexPage, there: AgencyIndexPage):
    asked("kettingzaag sneek", make_professional(make_agency(region=here)))

    assert region_of_the_question() == there


def test_without_a_place_it_is_of_the_region_where_the_asker_works(here: AgencyIndexPage, there: AgencyIndexPage):
    asked("kettingzaag", make_professional(make_agency(region=there)))

    assert region_of_the_question() == there


@pytest.mark.parametrize("national", [True, False])
def test_of_a_visitor_and_of_who_works_everywhere_nobody_knows(
    here: AgencyIndexPage, there: AgencyIndexPage, national: bool
):
    asked("kettingzaag", make_professional(make_agency(region=here, landelijk=True)) if national else None)

    assert region_of_the_question() is None


def test_in_a_guide_of_one_region_nothing_is_told_apart(here: AgencyIndexPage):
    asked("kettingzaag", make_professional(make_agency(region=here)))

    assert region_of_the_question() is None


def test_each_region_counts_its_own_askers(here: AgencyIndexPage, there: AgencyIndexPage):
    for region in (here, there):
        asked("kettingzaag", make_professional(make_agency(region=region)))

    assert [row.aantal for row in OnbeantwoordeVraag.objects.all()] == [1, 1]


def test_a_coordinator_sees_what_was_asked_of_the_own_region_or_of_any(here: AgencyIndexPage, there: AgencyIndexPage):
    for vraag, regio in (("kettingzaag", here), ("fietspomp", there), ("tuinslang", None)):
        make_question(vraag, regio)

    html = work_list(here)

    assert [vraag in html for vraag in ("kettingzaag", "fietspomp", "tuinslang")] == [True, False, True]
    assert "de coördinatoren van de andere regio’s" in html


def test_an_administrator_sees_all(here: AgencyIndexPage, there: AgencyIndexPage):
    make_question("kettingzaag", here)
    make_question("fietspomp", there)

    html = log_in(make_user(is_superuser=True)).get(reverse("gids_onbeantwoord")).content.decode()

    assert "kettingzaag" in html
    assert "fietspomp" in html


def test_the_first_screen_counts_only_those(here: AgencyIndexPage, there: AgencyIndexPage):
    make_question("kettingzaag", here)
    make_question("fietspomp", there)

    assert "1 vraag wacht" in log_in(make_coordinator(here)).get("/admin/").content.decode()


def test_one_of_another_region_cannot_be_dealt_with_by_its_number(here: AgencyIndexPage, there: AgencyIndexPage):
    question = make_question("fietspomp", there)
    client = log_in(make_coordinator(here))

    done = client.post(reverse("gids_onbeantwoord_afhandelen", args=[question.pk]), {"stand": "hoort_niet"})

    assert done.status_code == client.get(reverse("gids_onbeantwoord_woord", args=[question.pk, "begrip"])).status_code
    assert done.status_code == 404


def test_what_does_not_belong_in_one_region_may_in_the_other(here: AgencyIndexPage, there: AgencyIndexPage):
    own, other = make_question("fietspomp", here), make_question("fietspomp", there)

    log_in(make_coordinator(here)).post(
        reverse("gids_onbeantwoord_afhandelen", args=[own.pk]), {"stand": Stand.HOORT_NIET}
    )

    assert [OnbeantwoordeVraag.objects.get(pk=row.pk).stand for row in (own, other)] == [Stand.HOORT_NIET, Stand.OPEN]


def test_a_word_settles_it_in_all_regions(here: AgencyIndexPage, there: AgencyIndexPage):
    own, other = make_question("fietspomp", here), make_question("fietspomp", there)
    values = {"afkorting": "fietspomp", "andere_namen": "schulden", "werklijst": own.pk}

    log_in(make_coordinator(here)).post(reverse("wagtailsnippets_directory_begrip:add"), values)

    other.refresh_from_db()
    assert other.stand == Stand.SYNONIEM


def test_before_regions_were_told_apart_a_question_has_one_row(here: AgencyIndexPage, there: AgencyIndexPage):
    """What `migrate search 0002` needs: there each question may stand once."""
    for vraag, regio, aantal in (("fietspomp", here, 3), ("fietspomp", there, 4), ("tuinslang", None, 5)):
        make_question(vraag, regio, aantal=aantal)

    import_module("search.migrations.0003_vraag_van_een_regio").one_row_a_question(apps, None)

    assert sorted(OnbeantwoordeVraag.objects.values_list("vraag", "aantal")) == [("fietspomp", 7), ("tuinslang", 5)]
