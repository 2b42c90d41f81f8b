"""One row for each agency, team, desk and card, with its texts side by side."""

from django.db import models
from modelsearch import index

FIELDS = {"naam": 4, "functie": 3, "org": 2, "tags": 2, "plaats": 2, "telefoon": 4, "tekst": 1}  # and their boosts


class Entry(index.Indexed, models.Model):
    """Something to find; `niveau` 0 is for everybody, 1 for professionals."""

    ref = models.CharField(max_length=200, unique=True)
    niveau = models.IntegerField(db_index=True)
    naam = models.TextField(blank=True)
    functie = models.TextField(blank=True)
    org = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    plaats = models.TextField(blank=True)
    telefoon = models.TextField(blank=True)
    tekst = models.TextField(blank=True)

    search_fields = [
        *(index.SearchField(name, boost=boost) for name, boost in FIELDS.items()),
        index.FilterField("niveau"),
    ]

    class Meta:
        app_label = "baseline"

    def __str__(self) -> str:
        return self.ref
