from django.db import migrations, models

import directory.models.version


def add_first(apps, schema_editor):
    apps.get_model("directory", "GuideVersion").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_meer_exporteren")]

    operations = [
        migrations.CreateModel(
            name="GuideVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.CharField(
                        default=directory.models.version.new_version, max_length=32, verbose_name="versie"
                    ),
                ),
            ],
            options={"verbose_name": "versie van de gids"},
        ),
        migrations.RunPython(add_first, migrations.RunPython.noop),
    ]
