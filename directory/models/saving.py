"""Rows that are saved together with what listens to it, such as search writing down that they changed."""

from typing import Any

from django.db import models, transaction


class SavedWhole(models.Model):
    """Saved in one transaction with all that is done at its `post_save`, also where the caller opened none."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
