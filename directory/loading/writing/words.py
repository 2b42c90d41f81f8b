"""Writing the word lists and places: many small rows, in few queries."""

from typing import Any

from django.db.models import ManyToManyField, Model
from django.utils.text import slugify

from directory.loading.folder import Content
from directory.loading.records import Record
from directory.loading.register import LISTS, name_of
from directory.loading.tables import TABLES
from directory.loading.writing.laying import Report, lay
from directory.models import Plaats
from directory.signals import list_loaded

BATCH = 500


def write(content: Content, report: Report) -> None:
    """Bring every table up to date; rows that the files do not hold are left alone."""
    for name, (model, _) in TABLES.items():
        # The last row with a code counts: a region's own after the shared one.
        rows = {_key(record): record for record in content.tables[name]}
        _write_table(name, model, rows, report)


def _key(record: Record) -> str:
    return record["code"] if "code" in record.values else f"{record['naam']}|{name_of(record['gemeente'])}"


def _key_of(row: Any) -> str:
    return f"{row.naam}|{row.gemeente.code}" if isinstance(row, Plaats) else str(row.code)


def _write_table(name: str, model: type[Model], records: dict[str, Record], report: Report) -> None:
    related = ("gemeente",) if model is Plaats else ()
    existing = {_key_of(row): row for row in model._default_manager.select_related(*related)}
    targets = _targets(model)
    new: list[Model] = []
    changed: dict[str, list[Model]] = {}
    for key, record in records.items():
        row = existing.get(key) or model()
        names = lay(row, _values(model, record, targets))
        if row.pk is None:
            new.append(row)
            existing[key] = row
        for field in names if row.pk else ():
            changed.setdefault(field, []).append(row)
    model._default_manager.bulk_create(new, batch_size=BATCH)
    for field, rows in changed.items():
        model._default_manager.bulk_update(rows, [field], batch_size=BATCH)
    links = sum(_write_links(f, records, existing, targets) for f in model._meta.many_to_many)
    if new or changed or links:
        list_loaded.send(model)
    label = "plaatsen en gemeenten" if name.startswith("nederland/") else "woordenlijsten"
    report.new[label] += len(new)
    report.changed[label] += len({row.pk for rows in changed.values() for row in rows}) + (links if not new else 0)
    report.new, report.changed = +report.new, +report.changed


def _targets(model: type[Model]) -> dict[str, dict[str, Any]]:
    """For each field that names rows of another list: those rows by name."""
    found: dict[str, dict[str, Any]] = {}
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        for table, columns in LISTS.values():
            other = TABLES[table][0]
            if field.related_model is not other:
                continue
            rows = other._default_manager.all()
            found[field.name] = {str(getattr(row, column)): row for row in rows for column in columns}
    return found


def _values(model: type[Model], record: Record, targets: dict[str, dict[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name not in record.values:
            continue
        value = record[field.name]
        values[field.name] = targets[field.name].get(name_of(value)) if field.is_relation else value
    if "slug" in {field.name for field in model._meta.concrete_fields}:
        values["slug"] = slugify(record["naam"])
    return values


def _write_links(
    field: "ManyToManyField[Any, Any]",
    records: dict[str, Record],
    rows: dict[str, Any],
    targets: dict[str, dict[str, Any]],
) -> int:
    """Make a many-to-many field hold just what the records say; gives how many links changed."""
    through: Any = field.remote_field.through
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    wanted = {
        (rows[key].pk, targets[field.name][reference.text].pk)
        for key, record in records.items()
        for reference in record[field.name]
    }
    own = {rows[key].pk for key in records}
    current = {(a, b): pk for pk, a, b in through.objects.values_list("pk", source, target)}
    gone = [pk for pair, pk in current.items() if pair[0] in own and pair not in wanted]
    missing = sorted(wanted - set(current))
    through.objects.filter(pk__in=gone).delete()
    through.objects.bulk_create([through(**{source: a, target: b}) for a, b in missing], batch_size=BATCH)
    return len(gone) + len(missing)
