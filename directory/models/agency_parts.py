"""The inline parts of an agency page: names, werkprocessen, what it does not do, contactpunten, escalation, sources."""

import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from directory import numbers
from directory.fields import NummerField, OpeningstijdenField, WoordenField
from directory.models.agency import AgencyPage
from directory.models.words import Doelgroep, Functie, Leefgebied, Wet, leeftijd_tekst, validate_leeftijden
from directory.openingstijden import Openingstijden, Stand
from directory.waarden import of_contactpunt


class MetBron(models.Model):
    """Where a fact comes from and when it was read; a real organisation shows only facts that have both."""

    bron = models.CharField(
        "bron", max_length=300, blank=True, help_text="Waar dit staat. Bijvoorbeeld een wetsartikel."
    )
    bron_op = models.DateField("bron gelezen op", null=True, blank=True)

    class Meta:
        abstract = True


class AndereNaam(Orderable):
    """Another name of an agency: findable, and shown as such."""

    class Soort(models.TextChoices):
        MERK = "merk", "roepnaam of merk"
        AFKORTING = "afkorting", "afkorting"
        VROEGER = "vroeger", "vroegere naam"
        OFFICIEEL = "officieel", "officiële naam"
        ANDERS = "anders", "andere naam"

    page = ParentalKey(AgencyPage, on_delete=models.CASCADE, related_name="andere_namen")
    naam = models.CharField("naam", max_length=200)
    soort = models.CharField("soort", max_length=12, choices=Soort, default=Soort.MERK)

    class Meta(Orderable.Meta):
        verbose_name = "andere naam"

    def __str__(self) -> str:
        return self.naam


class Contactpunt(MetBron, Orderable, ClusterableModel):
    """A desk or line of an agency, a `punt` for short. For professionals only, unless it is marked for residents."""

    class Kanaal(models.TextChoices):
        BELLEN = "bellen", "direct nummer"
        ALGEMEEN = "algemeen", "algemeen nummer"
        TERUGBELLEN = "terugbellen", "terugbelverzoek"
        MAILEN = "mailen", "veilig mailen"
        SPREEKUUR = "spreekuur", "spreekuur"

    class Voor(models.TextChoices):
        PROFESSIONALS = "professionals", "alleen professionals"
        INWONERS = "inwoners", "inwoners en professionals"

    page = ParentalKey(AgencyPage, on_delete=models.CASCADE, related_name="contactpunten")
    ref = models.CharField(max_length=120, blank=True, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    naam = models.CharField("naam", max_length=160, help_text="Bijvoorbeeld: Balie, Overleglijn voor verwijzers.")
    kanaal = models.CharField("hoe", max_length=12, choices=Kanaal, default=Kanaal.BELLEN)
    voor = models.CharField("voor wie", max_length=14, choices=Voor, default=Voor.PROFESSIONALS)
    telefoon = NummerField("telefoon", blank=True)
    toestel = models.CharField("toestel of keuze", max_length=6, blank=True)
    vraag_naar = models.CharField("vraag naar", max_length=160, blank=True)
    mail = models.EmailField("mail", blank=True)
    openingstijden = OpeningstijdenField("openingstijden")
    toelichting = models.TextField("toelichting", blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "contactpunt"
        verbose_name_plural = "contactpunten"

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        super().clean()
        if not (self.telefoon or self.mail or self.toelichting):
            raise ValidationError({"telefoon": "Vul een telefoonnummer, een mailadres of een toelichting in."})

    @property
    def key(self) -> str:
        """The stable key: `<agency>/<contactpunt>`."""
        return f"{self.page.key}/{self.ref or self.uuid}"

    @property
    def waarde(self) -> str:
        """What stands for it in a pick box and on a list."""
        return of_contactpunt(self.uuid)

    @property
    def anchor(self) -> str:
        return f"contactpunt-{str(self.uuid)[:8]}"

    @property
    def tel(self) -> str:
        return numbers.tel(self.telefoon) if self.telefoon else ""

    @property
    def nummer(self) -> str:
        return numbers.tonen(self.telefoon) if self.telefoon else ""

    @property
    def tijden(self) -> Openingstijden:
        return Openingstijden.lees(self.openingstijden)

    def stand(self, at: datetime | None = None) -> Stand | None:
        """Open or closed at a moment (now), None where no hours are known."""
        return self.tijden.stand(timezone.localtime(at))


class Werkproces(MetBron, Orderable, ClusterableModel):
    """Something an agency does, in the order its editor chose: what, how you get in, how long, whom to ring."""

    class Toegang(models.TextChoices):
        ZONDER = "zonder_verwijzing", "zonder verwijzing"
        MET = "met_verwijzing", "met verwijzing"
        BESLUIT = "met_besluit", "met een besluit"

    page = ParentalKey(AgencyPage, on_delete=models.CASCADE, related_name="werkprocessen")
    ref = models.CharField(max_length=120, blank=True, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    naam = models.CharField("wat doen jullie", max_length=160)
    wat = models.TextField("uitleg in gewone taal", blank=True)
    stappen = WoordenField("stappen", help_text="Een stap per regel, in volgorde.")
    toegang = models.CharField("hoe kom je binnen", max_length=20, choices=Toegang, blank=True)
    doorlooptijd = models.CharField("hoe lang duurt het", max_length=120, blank=True)
    wachttijd = models.CharField("wachttijd", max_length=120, blank=True)
    wachttijd_op = models.DateField("stand van de wachttijd", null=True, blank=True)
    wat_vragen_we = models.TextField("wat vragen jullie van een inwoner, en waarom", blank=True)
    contactpunt = models.ForeignKey(
        Contactpunt, models.SET_NULL, null=True, blank=True, related_name="werkprocessen", verbose_name="contactpunt"
    )
    kaart = models.ForeignKey(
        "directory.ContactCardPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="werkprocessen",
        verbose_name="wie bel je",
    )
    leeftijd_van = models.PositiveSmallIntegerField("vanaf leeftijd", null=True, blank=True)
    leeftijd_tot = models.PositiveSmallIntegerField("tot en met leeftijd", null=True, blank=True)
    doelgroepen = ParentalManyToManyField(Doelgroep, blank=True, verbose_name="doelgroepen")
    leefgebieden = ParentalManyToManyField(Leefgebied, blank=True, verbose_name="leefgebieden")
    wetten = ParentalManyToManyField(Wet, blank=True, verbose_name="wetten")
    zoekwoorden = WoordenField("zoekwoorden", help_text="Een per regel. Hierop vind je het; niet te zien op de pagina.")

    class Meta(Orderable.Meta):
        verbose_name = "werkproces"
        verbose_name_plural = "werkprocessen"

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        super().clean()
        validate_leeftijden(self.leeftijd_van, self.leeftijd_tot)

    @property
    def leeftijd(self) -> str:
        return leeftijd_tekst(self.leeftijd_van, self.leeftijd_tot)

    @property
    def anchor(self) -> str:
        return f"werkproces-{str(self.uuid)[:8]}"


class NietDoen(Orderable):
    """What an agency does not do, for whom, and who does: an agency here, one elsewhere, or nobody (a known gap)."""

    page = ParentalKey(AgencyPage, on_delete=models.CASCADE, related_name="wat_wij_niet_doen")
    wat = models.CharField("wat niet", max_length=200)
    voor_wie = models.CharField("voor wie niet", max_length=160, blank=True)
    organisatie = models.ForeignKey(
        AgencyPage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="genoemd_door",
        verbose_name="wie dan wel (in de gids)",
    )
    buiten = models.CharField("wie dan wel (buiten de gids)", max_length=200, blank=True)
    niemand = models.BooleanField("niemand: bekend gat", default=False)
    akkoord_op = models.DateField("de genoemde organisatie is akkoord sinds", null=True, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = "wat wij niet doen"
        verbose_name_plural = "wat wij niet doen"

    def __str__(self) -> str:
        return self.wat

    def clean(self) -> None:
        super().clean()
        if sum(map(bool, (self.organisatie_id, self.buiten, self.niemand))) != 1:
            raise ValidationError(
                {"organisatie": "Wie dan wel? Kies één antwoord: in de gids, buiten de gids, of niemand."}
            )
        if self.organisatie_id and self.organisatie_id == self.page_id:
            raise ValidationError({"organisatie": "Dit is de organisatie zelf. Wie doet het dan wel?"})


class Escalatie(Orderable):
    """Whom to ring when it is stuck, layer by layer; for professionals only."""

    class Laag(models.TextChoices):
        UITVOERING = "uitvoering", "uitvoering"
        MAATWERK = "maatwerk", "maatwerk"
        MANAGEMENT = "management", "management"
        BESTUUR = "bestuur", "bestuur"

    page = ParentalKey(AgencyPage, on_delete=models.CASCADE, related_name="escalatie")
    laag = models.CharField("laag", max_length=12, choices=Laag)
    functie = models.ForeignKey(
        Functie, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="functie"
    )
    kaart = models.ForeignKey(
        "directory.ContactCardPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    toelichting = models.CharField("wanneer", max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "als het vastzit"

    def __str__(self) -> str:
        return self.get_laag_display()


class Bron(Orderable):
    """The source of facts of an agency page outside its werkprocessen and contactpunten."""

    page = ParentalKey(AgencyPage, on_delete=models.CASCADE, related_name="bronnen")
    onderdelen = WoordenField("onderdelen", help_text="Welke velden, een per regel.")
    bron = models.CharField("bron", max_length=300)
    bron_op = models.DateField("gelezen op")

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"

    def __str__(self) -> str:
        return self.bron
