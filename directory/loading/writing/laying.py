"""Laying values on rows and pages so that only what differs is saved."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, ManyToManyField, Model
from django.utils import timezone
from wagtail.models import Page

from directory.loading.problems import Spot

Values = Mapping[str, Any]
# Where a page stands; read anew before every write, as adding or moving another page may have changed it.
PLACE = ["path", "depth", "numchild", "url_path"]


@dataclass
class Report:
    """What a load did: counts by kind, refs that the files no longer hold, notes, and where it is now."""

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    gone: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    at: Spot | None = None

    @property
    def is_quiet(self) -> bool:
        """Nothing was new and nothing changed."""
        return not (self.new or self.changed)


def lay(row: Model, values: Values) -> list[str]:
    """Set the values that differ and give their names. A list of rows for a many-to-many field, else the value."""
    changed = [name for name, value in values.items() if _differs(row, name, value)]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _differs(row: Model, name: str, value: Any) -> bool:
    spec = row._meta.get_field(name)
    if isinstance(spec, ManyToManyField):
        return {other.pk for other in getattr(row, name).all()} != {other.pk for other in value}
    if isinstance(spec, Field) and spec.is_relation:
        return bool(getattr(row, spec.attname) != (value.pk if value else None))
    if isinstance(spec, Field):
        # Compared as the database keeps it: a phone number may be an object or a text.
        return bool(spec.get_prep_value(getattr(row, name)) != spec.get_prep_value(value))
    raise TypeError(f"{name} is no field of {row._meta.label}")


def lay_parts(page: Page, relation: str, rows: Iterable[Values]) -> list[str]:
    """Lay the inline parts of a page, by `ref` or else by position; gives [relation] where anything differs.

    Parts with a ref that is not among the rows stay, at the end: an editor made them, or the file lost them.
    """
    current = list(getattr(page, relation).all())
    wanted = list(rows)
    model = getattr(page, relation).model
    by_ref = {part.ref: part for part in current if part.ref} if hasattr(model, "ref") else {}
    parts, changed = [], False
    for position, values in enumerate(wanted):
        at_position = current[position] if position < len(current) and not hasattr(model, "ref") else None
        part = by_ref.pop(values.get("ref", ""), at_position) or model()
        changed |= bool(lay(part, {**values, "sort_order": position})) or part.pk is None
        parts.append(part)
    kept = [part for part in current if part not in parts] if hasattr(model, "ref") else []
    for position, part in enumerate(kept, len(wanted)):
        changed |= bool(lay(part, {"sort_order": position}))
    if not changed and len(current) == len(parts) + len(kept):
        return []
    setattr(page, relation, parts + kept)
    return [relation]


def move_page(page: Page, parent: Page) -> None:
    """Put a page with all below it under another one."""
    type(page).objects.get(pk=page.pk).move(type(parent).objects.get(pk=parent.pk), pos="last-child")
    page.refresh_from_db(fields=PLACE)


def add_page(parent: Page, page: Page) -> None:
    """Put a new live page below another one."""
    page.first_published_at = page.last_published_at = timezone.now()
    parent.refresh_from_db(fields=PLACE)
    parent.add_child(instance=page)


def save_page(page: Page, changed: list[str]) -> None:
    """Save a page; where editors worked on it, their draft gets the changes as well and keeps the rest."""
    if not changed:
        return
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else None
    page.last_published_at = timezone.now()
    page.refresh_from_db(fields=PLACE)
    if not page.has_unpublished_changes:
        page.draft_title = page.title
    page.save()
    if draft is None:
        return
    if not page.has_unpublished_changes:
        page.save_revision(clean=False, log_action=False).publish()
        return
    for name in changed:
        value = getattr(page, name)
        setattr(draft, name, list(value.all()) if hasattr(value, "all") else value)
    draft.save_revision(clean=False, log_action=False)
