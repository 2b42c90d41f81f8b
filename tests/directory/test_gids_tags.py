"""The template tags: icons, words that explain themselves, dates in words, and the residents' desk."""

import re
from datetime import timedelta

import pytest
from django.core.signals import request_finished, request_started
from django.template import engines
from django.utils import timezone

from directory.models import Begrip
from directory.templatetags.gids import begrippen, geleden, uren
from tests.conftest import tell
from tests.factories import make_agency, make_contactpunt, make_gemeente, make_region, make_soort


def render(text, request=None, **context):
    return engines["django"].from_string("{% load gids %}" + text).render(context, request)


def make_begrip(afkorting, voluit="Voluit", **values):
    return Begrip.objects.create(code=f"b{Begrip.objects.count()}", afkorting=afkorting, voluit=voluit, **values)


def explained(html):
    """The words that got a button, in order."""
    return re.findall(r'<button class="term"[^>]*>([^<]*)<', html)


def test_icon_is_hidden_from_a_screen_reader():
    assert 'aria-hidden="true"><use href="/static/icons.svg#i-phone"/>' in render('{% icon "phone" %}')


def test_small_icon():
    assert 'class="icon icon--small"' in render('{% icon "check" small=True %}')


@pytest.mark.django_db
class TestBegrippen:
    def test_known_word_gets_its_meaning_beside_it(self):
        make_begrip("Wgs", "Wet gemeentelijke schuldhulpverlening")

        html = begrippen("Dat moet volgens de Wgs.")

        assert "Wet gemeentelijke schuldhulpverlening" in html

    def test_meaning_opens_without_script(self):
        make_begrip("Wgs")

        html = begrippen("De Wgs.")

        assert re.search(r'popovertarget="(begrip-\w+)".*<span class="meaning" id="\1" popover>', html)

    def test_only_the_first_time(self):
        make_begrip("Wgs")

        assert explained(begrippen("Wgs en nog eens Wgs")) == ["Wgs"]

    def test_only_the_first_time_in_all_paragraphs(self):
        make_begrip("Wgs")

        assert explained(begrippen("Wgs\n\nWgs", "block")) == ["Wgs"]

    def test_capitals_must_match(self):
        make_begrip("Wgs")

        assert explained(begrippen("WGS en wgs")) == []

    def test_two_laws_that_differ_in_case_only_keep_their_own_meaning(self):
        make_begrip("Wgs", "over schulden")
        make_begrip("WGS", "over gegevens")

        html = begrippen("WGS")

        assert "over gegevens" in html
        assert "over schulden" not in html

    @pytest.mark.parametrize("written", ["ggz", "GGZ", "Ggz"])
    def test_word_without_capitals_is_found_in_any_case(self, written):
        make_begrip("ggz")

        assert explained(begrippen(f"De {written} belt")) == [written]

    @pytest.mark.parametrize("text", ["Wmoer", "aWmo", "info@Wmo.nl", "www.Wmo.nl"])
    def test_not_inside_a_word_or_an_address(self, text):
        make_begrip("Wmo")

        assert explained(begrippen(text)) == []

    @pytest.mark.parametrize("text", ["(Wmo)", "Wmo-consulent", "Wmo/Jw", "Wmo."])
    def test_beside_a_sign(self, text):
        make_begrip("Wmo")

        assert explained(begrippen(text)) == ["Wmo"]

    def test_longest_word_wins(self):
        make_begrip("POH")
        make_begrip("POH-GGZ")

        assert explained(begrippen("de POH-GGZ")) == ["POH-GGZ"]

    def test_two_meanings_are_both_shown(self):
        make_begrip("MO", "Maatschappelijke opvang", dubbel=True)
        make_begrip("MO", "Maatschappelijke ondersteuning", dubbel=True)

        assert "Maatschappelijke opvang. Of: Maatschappelijke ondersteuning." in begrippen("MO")

    def test_text_is_escaped(self):
        make_begrip("Wmo")

        assert "<script>" not in begrippen("Wmo <script>alert(1)</script>")

    def test_meaning_is_escaped(self):
        make_begrip("Wmo", "<img src=x onerror=alert(1)>")

        assert "<img" not in begrippen("Wmo")

    def test_word_itself_is_escaped(self):
        make_begrip("W<b>", "Voluit")

        assert "<b>" not in begrippen("de W<b> telt")

    def test_marked_safe_text_is_escaped_too(self):
        assert "&lt;b&gt;" in render("{{ tekst|safe|begrippen }}", tekst="<b>vet</b>")

    def test_block_makes_paragraphs(self):
        assert begrippen("een\ntwee\n\ndrie", "block") == "<p>een<br>twee</p><p>drie</p>"

    def test_nothing_gives_nothing(self):
        assert begrippen(None, "block") == ""

    def test_no_two_ids_are_the_same(self):
        make_begrip("Wmo")

        ids = re.findall(r'id="([^"]+)"', begrippen("Wmo") + begrippen("Wmo"))

        assert len(set(ids)) == 2

    def test_changed_meaning_counts_at_once(self):
        begrip = make_begrip("Wmo", "oud")
        begrippen("Wmo")
        Begrip.objects.filter(pk=begrip.pk).update(voluit="nieuw")

        assert "nieuw" in begrippen("Wmo")

    def test_glossary_is_read_once_a_request(self, django_assert_num_queries):
        make_begrip("Wmo")
        tell(request_started)

        with django_assert_num_queries(1):
            begrippen("Wmo")
            begrippen("nog eens Wmo")
        tell(request_finished)


class TestGeleden:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (0, "vandaag"),
            (1, "gisteren"),
            (6, "6 dagen geleden"),
            (21, "3 weken geleden"),
            (214, "7 maanden geleden"),
            (400, "1 jaar geleden"),
            (800, "2 jaar geleden"),
        ],
    )
    def test_in_words(self, days, words):
        assert geleden(timezone.localdate() - timedelta(days=days)) == words

    def test_moment_counts_by_the_day_here(self):
        assert geleden(timezone.now()) == "vandaag"

    def test_no_date_gives_nothing(self):
        assert geleden(None) == ""


class TestFresh:
    def shown(self, check, maanden=6):
        return render('{% include "includes/fresh.html" %}', check=check, max_maanden=maanden)

    def test_fresh(self):
        assert "Nagekeken vandaag" in self.shown(timezone.localdate())

    def test_old(self):
        assert "Niet bevestigd sinds" in self.shown(timezone.localdate() - timedelta(days=300))

    def test_never(self):
        assert "Nog niet nagekeken" in self.shown(None)


@pytest.mark.django_db
class TestInwoners:
    def make_desk(self, naam="Testdam", **values):
        gemeente = make_gemeente(naam)
        agency = make_agency(f"Gemeente {naam}", region=make_region(gemeenten=[gemeente]), soort=make_soort())
        make_contactpunt(agency, voor="inwoners", **values)
        return gemeente

    def test_chosen_gemeente_shows_its_number(self):
        gemeente = self.make_desk(telefoon="0516123456")

        assert 'href="tel:+31516123456"' in render("{% inwoners %}", gemeente=gemeente)

    def test_gemeente_in_the_address_shows_its_number(self, rf):
        gemeente = self.make_desk(telefoon="0516123456")
        request = rf.get("/zoeken/", {"gemeente": gemeente.slug})

        assert 'href="tel:+31516123456"' in render("{% inwoners %}", request=request)

    def test_two_gemeenten_in_the_address_choose_none(self, rf):
        gemeente = self.make_desk()
        request = rf.get("/zoeken/", {"gemeente": [gemeente.slug, "anders"]})

        assert "Kies je gemeente" in render("{% inwoners %}", request=request)

    def test_without_a_number_there_is_none(self):
        gemeente = self.make_desk(telefoon="", mail="x@test.example")

        assert "tel:" not in render("{% inwoners %}", gemeente=gemeente)

    def test_nothing_chosen_asks_to_choose(self):
        assert "Kies je gemeente" in render("{% inwoners %}")


@pytest.mark.parametrize(("line", "shown"), [("di 9.00-12.00", "di 9.00-12.00 uur"), ("di", "di")])
def test_only_a_time_is_in_hours(line: str, shown: str):
    assert uren(line) == shown
