"""The word lists that the coordinator keeps: one list feeds forms, facets, search and explanations."""

from django.core.exceptions import ValidationError
from django.db import models

from directory.fields import WoordenField
from directory.models.saving import SavedWhole


def validate_leeftijden(van: int | None, tot: int | None) -> None:
    """Refuse an age range that ends before it begins, or that nobody lives in (0 to 120, inclusive)."""
    if van is not None and tot is not None and van > tot:
        raise ValidationError({"leeftijd_tot": f"De leeftijd tot en met ({tot}) ligt onder de leeftijd vanaf ({van})."})
    for name, age in (("leeftijd_van", van), ("leeftijd_tot", tot)):
        if age is not None and age > 120:
            raise ValidationError({name: "Vul een leeftijd in van 0 tot en met 120."})


def leeftijd_tekst(van: int | None, tot: int | None) -> str:
    """An inclusive age range in words: `18 tot en met 26 jaar`, `vanaf 18 jaar`, `tot en met 17 jaar`, or ""."""
    if van is None and tot is None:
        return ""
    if van is None:
        return f"tot en met {tot} jaar"
    return f"vanaf {van} jaar" if tot is None else f"{van} tot en met {tot} jaar"


class Woord(SavedWhole):
    """What every word list has: a key that never changes and a name that is shown."""

    code = models.SlugField("code", max_length=80, unique=True, help_text="Sleutel. Verander die niet.")
    naam = models.CharField("naam", max_length=160)

    class Meta:
        abstract = True
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class MetZoekwoorden(models.Model):
    """Other names (may be shown) and search words (found, never shown)."""

    andere_namen = WoordenField("andere namen", help_text="Een per regel. Deze namen mogen getoond worden.")
    zoekwoorden = WoordenField(
        "zoekwoorden", help_text="Een per regel. Hierop vind je het; de woorden zelf zijn nergens te zien."
    )

    class Meta:
        abstract = True


class Domein(Woord):
    """A domain: the grouping above functions and leefgebieden."""

    gewone_taal = models.CharField("in gewone taal", max_length=300, blank=True)

    class Meta(Woord.Meta):
        verbose_name = "domein"
        verbose_name_plural = "domeinen"


class Leefgebied(MetZoekwoorden, Woord):
    """An area of life, named in plain words; `zrm_naam` is its name in the Zelfredzaamheid-Matrix 2017."""

    zrm_naam = models.CharField("naam in de ZRM", max_length=120, blank=True)
    domein = models.ForeignKey(
        Domein, models.PROTECT, null=True, blank=True, related_name="leefgebieden", verbose_name="domein"
    )

    class Meta(Woord.Meta):
        verbose_name = "leefgebied"
        verbose_name_plural = "leefgebieden"


class Wet(Woord):
    """A law, decree or bill. The abbreviation is case-sensitive: Wgs (debts) and WGS (sharing data) are two laws."""

    afkorting = models.CharField("afkorting", max_length=60, unique=True)
    soort = models.CharField("soort", max_length=60, blank=True)
    uitvoerder = models.CharField("wie voert uit", max_length=200, blank=True)
    gewone_taal = models.TextField("in gewone taal", blank=True)
    status = models.CharField("status", max_length=60, blank=True)
    ingang_op = models.DateField("in werking sinds", null=True, blank=True)
    opmerking = models.TextField("opmerking", blank=True)

    class Meta(Woord.Meta):
        verbose_name = "wet"
        verbose_name_plural = "wetten"

    def __str__(self) -> str:
        return f"{self.naam} ({self.afkorting})" if self.afkorting != self.naam else self.naam


class Organisatiesoort(Woord):
    """A kind of organisation: gemeente, gebiedsteam, GGZ."""

    gewone_taal = models.CharField("in gewone taal", max_length=300, blank=True)

    class Meta(Woord.Meta):
        verbose_name = "organisatiesoort"
        verbose_name_plural = "organisatiesoorten"


class Functie(MetZoekwoorden, Woord):
    """A standard function, with the names and titles that it goes by."""

    gewone_taal = models.TextField("wat doet die", blank=True)
    dubbelzinnig = WoordenField("dubbelzinnige namen", help_text="Namen die ook van een andere functie zijn.")
    domein = models.ForeignKey(
        Domein, models.PROTECT, null=True, blank=True, related_name="functies", verbose_name="domein"
    )
    organisatiesoorten = models.ManyToManyField(Organisatiesoort, blank=True, verbose_name="werkt vaak bij")
    wetten = models.ManyToManyField(Wet, blank=True, verbose_name="wetten")

    class Meta(Woord.Meta):
        verbose_name = "functie"
        verbose_name_plural = "functies"


class Doelgroep(MetZoekwoorden, Woord):
    """A target group; ages are inclusive and empty means no limit."""

    gewone_taal = models.CharField("in gewone taal", max_length=300, blank=True)
    dubbelzinnig = WoordenField("dubbelzinnige namen", help_text="Namen die ook van een andere doelgroep zijn.")
    leeftijd_van = models.PositiveSmallIntegerField("vanaf leeftijd", null=True, blank=True)
    leeftijd_tot = models.PositiveSmallIntegerField("tot en met leeftijd", null=True, blank=True)
    functies = models.ManyToManyField(Functie, blank=True, verbose_name="functies")
    organisatiesoorten = models.ManyToManyField(Organisatiesoort, blank=True, verbose_name="organisatiesoorten")

    class Meta(Woord.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"

    def clean(self) -> None:
        super().clean()
        validate_leeftijden(self.leeftijd_van, self.leeftijd_tot)


class Gebeurtenis(MetZoekwoorden, Woord):
    """A life event: what may be due after it, and whom to think of."""

    waarom = models.TextField("waarom belangrijk", blank=True)
    let_op = models.TextField("let op", blank=True)
    leefgebieden = models.ManyToManyField(Leefgebied, blank=True, verbose_name="leefgebieden")
    wetten = models.ManyToManyField(Wet, blank=True, verbose_name="wetten")
    functies = models.ManyToManyField(Functie, blank=True, verbose_name="functies")

    class Meta(Woord.Meta):
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"


class Hulpvraag(MetZoekwoorden, Woord):
    """What somebody needs, as agencies and as residents say it, and who does that: narrower than a leefgebied."""

    gewone_taal = models.CharField("in gewone taal", max_length=300, blank=True)
    leefgebieden = models.ManyToManyField(Leefgebied, blank=True, verbose_name="leefgebieden")
    functies = models.ManyToManyField(Functie, blank=True, verbose_name="functies")
    organisatiesoorten = models.ManyToManyField(Organisatiesoort, blank=True, verbose_name="wie dit vaak doet")

    class Meta(Woord.Meta):
        verbose_name = "hulpvraag"
        verbose_name_plural = "hulpvragen"


class Spoed(Woord):
    """An acute situation. Without a number `wie` is shown, never a guess."""

    class Bereik(models.TextChoices):
        LANDELIJK = "landelijk", "landelijk"
        REGIONAAL = "regionaal", "regionaal"

    zoekwoorden = WoordenField(
        "zoekwoorden",
        help_text="Wat iemand typt. Een per regel. ‘iemand’ is wie dan ook, ‘valt/gevallen’ een van de twee.",
    )
    nummers = WoordenField("nummers", help_text="Een per regel. Laat leeg als je het niet zeker weet.")
    wie = models.TextField("wie", help_text="Wie je dan belt, in gewone taal.")
    bereik = models.CharField("bereik", max_length=12, choices=Bereik, default=Bereik.LANDELIJK)
    bron = models.CharField("bron", max_length=300, blank=True)
    gecontroleerd_op = models.DateField("gecontroleerd op", null=True, blank=True)
    opmerking = models.TextField("opmerking", blank=True)

    class Meta(Woord.Meta):
        verbose_name = "spoedsituatie"
        verbose_name_plural = "spoedsituaties"


class Begrip(SavedWhole):
    """One meaning of an abbreviation or term; a term with two meanings has two rows, both marked `dubbel`."""

    code = models.SlugField("code", max_length=100, unique=True, help_text="Sleutel. Verander die niet.")
    afkorting = models.CharField("afkorting of begrip", max_length=120)
    voluit = models.CharField("voluit", max_length=240, blank=True)
    gewone_taal = models.TextField("in gewone taal", blank=True)
    soort = models.CharField("soort", max_length=60, blank=True)
    andere_namen = WoordenField("andere schrijfwijzen en synoniemen", help_text="Een per regel.")
    dubbel = models.BooleanField("een van meer betekenissen", default=False)
    opmerking = models.TextField("opmerking", blank=True)

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        ordering = ["afkorting", "voluit"]

    def __str__(self) -> str:
        return f"{self.afkorting}: {self.in_full}" if self.in_full else self.afkorting

    @property
    def in_full(self) -> str:
        """What it stands for; "" where that is the same word."""
        return self.voluit if self.voluit.casefold() != self.afkorting.casefold() else ""

    @property
    def schrijfwijzen(self) -> list[str]:
        """All ways to write it: the abbreviation, in full, and the others."""
        return [form for form in (self.afkorting, self.voluit, *self.andere_namen) if form]

    def uitleg(self) -> str:
        """What a reader wants to know of the word: in full and in plain words."""
        return ". ".join(part.rstrip(".") for part in (self.in_full, self.gewone_taal) if part)
