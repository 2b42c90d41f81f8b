"""Opening hours: read as people write them, and honest about what is not known."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.openingstijden import DAGEN, OngeldigeTijd, Openingstijden, klok


def week(*regels):
    """The hours as one short text: "ma 9.00 – 12.00 en 13.00 – 17.00, di werkdag"."""
    return ", ".join(f"{naam[:2]} {tijd}" for _, naam, tijd in Openingstijden.lees(regels).week() if tijd)


def each(days, text):
    return ", ".join(f"{day} {text}" for day in days.split())


WEEK = "ma di wo do vr"
READ = [
    ("ma-vr 9.00-17.00", each(WEEK, "9.00 – 17.00")),
    ("ma t/m vr 9.00-17.00", each(WEEK, "9.00 – 17.00")),
    ("ma t/m vr van 9 tot 17 uur", each(WEEK, "9.00 – 17.00")),
    ("maandag t/m vrijdag 9.00 - 17.00 uur", each(WEEK, "9.00 – 17.00")),
    ("Maandag tot en met vrijdag van 9.00 uur tot 17.00 uur", each(WEEK, "9.00 – 17.00")),
    ("ma – vr 9:00 – 17:00", each(WEEK, "9.00 – 17.00")),
    ("ma-vr: 09.00-17.00 uur", each(WEEK, "9.00 – 17.00")),
    ("ma-vr 9u-17u", each(WEEK, "9.00 – 17.00")),
    ("ma-vr 9u00 - 17u00", each(WEEK, "9.00 – 17.00")),
    ("ma-vr 0900-1700", each(WEEK, "9.00 – 17.00")),
    ("ma-vr 9-17", each(WEEK, "9.00 – 17.00")),
    ("ma-vr tussen 9 en 17 uur", each(WEEK, "9.00 – 17.00")),
    ("ma-vr tussen 9.00 uur en 17.00 uur", each(WEEK, "9.00 – 17.00")),
    ("werkdagen 9.00-17.00", each(WEEK, "9.00 – 17.00")),
    ("op werkdagen van 9.00 tot 17.00 uur", each(WEEK, "9.00 – 17.00")),
    ("elke werkdag 9.00-17.00", each(WEEK, "9.00 – 17.00")),
    ("doordeweeks 9-17 uur", each(WEEK, "9.00 – 17.00")),
    ("maandag 9:00 - 12:30", "ma 9.00 – 12.30"),
    ("maandag: 9:00 - 12:30", "ma 9.00 – 12.30"),
    ("op maandag 9.00-12.30", "ma 9.00 – 12.30"),
    ("elke maandag 9.00-12.30", "ma 9.00 – 12.30"),
    ("maandagen 9.00-12.30", "ma 9.00 – 12.30"),
    ("MA 9.00-12.30", "ma 9.00 – 12.30"),
    ("ma. 9.00-12.30", "ma 9.00 – 12.30"),
    ("ma\u00a09.00\u00a0-\u00a012.30", "ma 9.00 – 12.30"),
    ("  ma   9.00-12.30  ", "ma 9.00 – 12.30"),
    ("di, do 9.00-12.00, 13.00-16.30", each("di do", "9.00 – 12.00 en 13.00 – 16.30")),
    ("di en do 9.00-12.00 en 13.00-16.30", each("di do", "9.00 – 12.00 en 13.00 – 16.30")),
    ("di + do 9.00-12.00", each("di do", "9.00 – 12.00")),
    ("di/do 9.00-12.00", each("di do", "9.00 – 12.00")),
    ("di do 9.00-12.00", each("di do", "9.00 – 12.00")),
    ("dinsdag, woensdag en donderdag 9.00-12.00", each("di wo do", "9.00 – 12.00")),
    ("ma-wo, vr 9.00-12.00", each("ma di wo vr", "9.00 – 12.00")),
    ("ma 9.00-12.00, di 13.00-17.00", "ma 9.00 – 12.00, di 13.00 – 17.00"),
    ("ma 9.00-12.00; di 13.00-17.00", "ma 9.00 – 12.00, di 13.00 – 17.00"),
    ("ma 9.00-12.00 en di 13.00-17.00", "ma 9.00 – 12.00, di 13.00 – 17.00"),
    ("ma-do 8.30-17.00, vr 8.30-12.00", each("ma di wo do", "8.30 – 17.00") + ", vr 8.30 – 12.00"),
    ("vr-ma 10.00-11.00", each("ma vr za zo", "10.00 – 11.00")),
    ("weekend 10.00-14.00", each("za zo", "10.00 – 14.00")),
    ("in het weekend 10.00-14.00", each("za zo", "10.00 – 14.00")),
    ("dagelijks 8-22 uur", each("ma di wo do vr za zo", "8.00 – 22.00")),
    ("elke dag 8-22 uur", each("ma di wo do vr za zo", "8.00 – 22.00")),
    ("ma, di, do", each("ma di do", "werkdag")),
    ("ma di do", each("ma di do", "werkdag")),
    ("ma t/m do", each("ma di wo do", "werkdag")),
    ("maandag, dinsdag en donderdag", each("ma di do", "werkdag")),
    ("ma hele dag, wo 9.00-12.00", "ma werkdag, wo 9.00 – 12.00"),
    ("ma, di, do 9.00-12.00", each("ma di do", "9.00 – 12.00")),
    ("ma-di 9.00-17.00, wo vrij, do 9.00-12.00", each("ma di", "9.00 – 17.00") + ", do 9.00 – 12.00"),
    ("wo gesloten", ""),
    ("vr 20.00-24.00", "vr 20.00 – 24.00"),
    ("vr van 20.00 tot 24 uur", "vr 20.00 – 24.00"),
    ("vr 0.00-2.00", "vr 0.00 – 2.00"),
    ("za 24 uur", "za 0.00 – 24.00"),
    *(
        (text, each("ma di wo do vr za zo", "0.00 – 24.00"))
        for text in (
            "dag en nacht",
            "24 uur per dag, 7 dagen per week",
            "24 uur per dag, 7 dagen in de week",
            "24 uur per dag",
            "24/7",
            "altijd",
            "altijd bereikbaar",
            "ma-zo dag en nacht",
            "ma-zo 0.00-24.00",
            "7 dagen per week, 24 uur per dag",
            "elke dag 24 uur per dag",
        )
    ),
]
REFUSED = [
    ("9.00-17.00", "begint niet met een dag"),
    ("op afspraak", "begint niet met een dag"),
    ("ma ochtend", "“ochtend” in “ma ochtend” begrijpen we niet"),
    ("ma tot vr 9.00-17.00", "“tot”"),
    ("ma-vr 9.00-17.00 (even weken)", "begrijpen we niet"),
    ("ma-vr vanaf 9.00", "“vanaf”"),
    ("ma 9.00", "is geen tijd"),
    ("ma 9.00-", "is geen tijd"),
    ("ma 9.00 17.00", "is geen tijd"),
    ("ma 9.00-25.00", "is geen tijd"),
    ("ma 9.61-12.00", "is geen tijd"),
    ("ma 17.00-9.00", "eindigt voor het begint"),
    ("ma 9.00-9.00", "eindigt voor het begint"),
    ("ma 9.00-12.00, 11.00-13.00", "Op maandag overlappen"),
    ("ma, ma 9.00-12.00, ma", "Op maandag overlappen"),
]


@pytest.mark.parametrize(("regel", "expected"), READ)
def test_a_line_is_read(regel, expected):
    assert week(regel) == expected


@pytest.mark.parametrize(("regel", "hint"), REFUSED)
def test_what_is_not_understood_is_refused_with_a_hint(regel, hint):
    with pytest.raises(OngeldigeTijd, match=hint):
        Openingstijden.lees([regel])


def test_lines_add_up():
    assert week("ma 9.00-12.00", "", "ma 13.00-17.00") == "ma 9.00 – 12.00 en 13.00 – 17.00"


def test_a_day_with_and_without_times_contradicts_itself():
    with pytest.raises(OngeldigeTijd, match="Op donderdag overlappen"):
        Openingstijden.lees(["ma, di, do", "do 9.00-12.00"])


def test_a_time_that_runs_on_at_night_says_how_to_write_it():
    with pytest.raises(OngeldigeTijd, match="twee regels"):
        Openingstijden.lees(["vr 20.00-2.00"])


# Monday 23 November 2026 is day 23; what is written, when it is, and what it says then.
STANDS = [
    ("ma-vr 9.00-17.00", 23, "9.00", True, "tot 17.00 uur"),
    ("ma-vr 9.00-17.00", 23, "8.59", False, "vandaag vanaf 9.00 uur"),
    ("ma-vr 9.00-17.00", 23, "17.00", False, "morgen vanaf 9.00 uur"),
    ("ma-vr 9.00-17.00", 27, "18.00", False, "maandag vanaf 9.00 uur"),
    ("ma 9.00-12.00, 13.00-17.00", 23, "12.30", False, "vandaag vanaf 13.00 uur"),
    ("ma 9.00-17.00", 23, "18.00", False, "maandag vanaf 9.00 uur"),
    ("ma, do", 23, "10.00", True, ""),
    ("ma, do", 23, "23.30", True, ""),
    ("ma, do", 24, "10.00", False, "donderdag wel"),
    ("ma, do", 25, "10.00", False, "morgen wel"),
    ("ma, do", 26, "10.00", True, ""),
    ("dag en nacht", 23, "3.00", True, "dag en nacht"),
    ("dag en nacht", 29, "23.59", True, "dag en nacht"),
    ("ma 20.00-24.00, di 0.00-2.00", 23, "21.00", True, "tot morgen 2.00 uur"),
    ("ma 20.00-24.00, di 0.00-2.00", 24, "1.00", True, "tot 2.00 uur"),
    ("ma 20.00-24.00", 23, "23.59", True, "tot 24.00 uur"),
    ("za-zo 0.00-24.00, ma 0.00-8.00", 28, "12.00", True, "tot maandag 8.00 uur"),
]


@pytest.mark.parametrize(("regel", "day", "klok", "is_open", "tekst"), STANDS)
def test_how_things_stand(regel, day, klok, is_open, tekst):
    hour, minute = klok.split(".")

    stand = Openingstijden.lees([regel]).stand(datetime(2026, 11, day, int(hour), int(minute)))

    assert (stand.is_open, stand.tekst) == (is_open, tekst)


def test_nothing_known_is_no_stand():
    assert Openingstijden().stand(datetime(2026, 11, 23, 9)) is None


def test_a_week_of_work_has_no_weekend():
    assert [naam for _, naam, _ in Openingstijden.lees(["ma 9-12"]).week()][-1] == "vrijdag"


@given(st.text(alphabet="madiwovrzt/-–,.: 0123456789uenhgl", max_size=40))
def test_any_line_is_read_or_refused(regel):
    try:
        tijden = Openingstijden.lees([regel])
    except OngeldigeTijd:
        return

    assert all(0 <= blok.dag < 7 for blok in tijden.blokken)


@given(st.sets(st.sampled_from(DAGEN), min_size=1), st.integers(0, 22), st.integers(1, 23))
def test_what_is_shown_reads_back(dagen, van, duur):
    tot = min(van + duur, 24)
    tijden = Openingstijden.lees([f"{', '.join(dagen)} {van}.00-{tot}.00"])

    again = Openingstijden.lees(f"{naam}: {tijd}" for _, naam, tijd in tijden.week() if tijd)

    assert again.blokken == tijden.blokken


@pytest.mark.parametrize(
    ("moment", "until"),
    [("8.00", "9.00"), ("9.00", "12.30"), ("12.45", "13.00"), ("13.00", "17.00"), ("17.00", "24.00")],
)
def test_until_when_the_same_is_true(moment, until):
    tijden = Openingstijden.lees(["ma-vr 9.00-12.30, 13.00-17.00"])
    uur, minuut = map(int, moment.split("."))

    assert klok(tijden.until(datetime(2026, 7, 6, uur, minuut))) == until
