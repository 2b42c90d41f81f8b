"""Which version of the guide this is: a word that changes with every change of what the guide shows."""

import uuid

from django.db import models


def new_version() -> str:
    return uuid.uuid4().hex


class GuideVersion(models.Model):
    """One row. Random, so that a database that was put back never meets what was kept of another one."""

    ONLY = 1

    version = models.CharField("versie", max_length=32, default=new_version)

    class Meta:
        verbose_name = "versie van de gids"

    def __str__(self) -> str:
        return self.version
