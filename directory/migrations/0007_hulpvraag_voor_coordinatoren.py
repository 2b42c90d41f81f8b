from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_who_keeps_lists_keep_this_one(apps, schema_editor):
    """Groups got the right to each list of then when they were made; those of Gebeurtenis say which groups these are."""
    # Permissions are made only after all migrations; these are needed now.
    create_permissions(installed.get_app_config("directory"), verbosity=0, apps=apps)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    rights = Permission.objects.filter(content_type__app_label="directory")
    for verb in ("add", "change", "delete", "view"):
        right = rights.get(codename=f"{verb}_hulpvraag")
        for group in Group.objects.filter(permissions=rights.get(codename=f"{verb}_gebeurtenis")):
            group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_hulpvraag")]

    operations = [migrations.RunPython(let_who_keeps_lists_keep_this_one, migrations.RunPython.noop)]
