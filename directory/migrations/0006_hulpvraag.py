from django.db import migrations, models

import directory.fields


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_guide_version")]

    operations = [
        migrations.CreateModel(
            name="Hulpvraag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.SlugField(
                        help_text="Sleutel. Verander die niet.", max_length=80, unique=True, verbose_name="code"
                    ),
                ),
                ("naam", models.CharField(max_length=160, verbose_name="naam")),
                (
                    "andere_namen",
                    directory.fields.WoordenField(
                        blank=True,
                        default=list,
                        help_text="Een per regel. Deze namen mogen getoond worden.",
                        verbose_name="andere namen",
                    ),
                ),
                (
                    "zoekwoorden",
                    directory.fields.WoordenField(
                        blank=True,
                        default=list,
                        help_text="Een per regel. Hierop vind je het; de woorden zelf zijn nergens te zien.",
                        verbose_name="zoekwoorden",
                    ),
                ),
                ("gewone_taal", models.CharField(blank=True, max_length=300, verbose_name="in gewone taal")),
                ("functies", models.ManyToManyField(blank=True, to="directory.functie", verbose_name="functies")),
                (
                    "leefgebieden",
                    models.ManyToManyField(blank=True, to="directory.leefgebied", verbose_name="leefgebieden"),
                ),
                (
                    "organisatiesoorten",
                    models.ManyToManyField(
                        blank=True, to="directory.organisatiesoort", verbose_name="wie dit vaak doet"
                    ),
                ),
            ],
            options={
                "verbose_name": "hulpvraag",
                "verbose_name_plural": "hulpvragen",
                "ordering": ["naam"],
                "abstract": False,
            },
        ),
    ]
