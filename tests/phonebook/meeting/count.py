"""Prints what a meeting left in the database, as JSON: rows of the export log by person, people on the list."""

import json
import sys

import django

django.setup()

from django.db.models import Count  # noqa: E402  # after setup

from directory.models import ExportLog  # noqa: E402  # after setup
from phonebook.models import Deelnemer  # noqa: E402  # after setup

by_person = ExportLog.objects.values("user").annotate(cards=Count("pk")).values_list("cards", flat=True)
json.dump({"by_person": sorted(by_person), "on": Deelnemer.objects.count()}, sys.stdout)
