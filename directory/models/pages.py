"""What our pages share: fields and forms of the promote tab stay away, keys survive copying."""

import secrets
import uuid
from typing import Any

from django.db import models
from wagtail.models import Page

# Without the letters and digits that are taken for one another when read aloud (0/o, 1/l/i).
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_short_id() -> str:
    """Eight characters, about 39 bits: a card's address for life, that tells nothing about the person."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


class GidsPage(Page):
    """A page of the guide: with a key of its own for imports, and a UUID that a phone keeps for life (RFC 2426 UID)."""

    ref = models.CharField("sleutel", max_length=120, unique=True, null=True, blank=True, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    promote_panels: list[Any] = []
    settings_panels: list[Any] = []
    exclude_fields_in_copy = ["ref", "uuid"]
    admin_default_ordering = "title"  # never by dragging: among 15,000 siblings that does not end (measured)

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> Any:
        from directory.admin.permissions import GidsPermissionTester  # it knows these models

        return GidsPermissionTester(user, self)

    @property
    def key(self) -> str:
        """The stable key that answers and imports name: the ref of the file it came from, else the UUID."""
        return self.ref or str(self.uuid)
