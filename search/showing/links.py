"""Lays rows of word lists and places beside many objects at once; the rows themselves are few and stay in memory.

Django's own prefetch makes each of them anew for each object: an agency that works everywhere brings hundreds.
"""

from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import Model

from directory.keeping import kept


def lay(things: Sequence[Any], *names: str) -> None:
    """Fill these many-to-many fields of objects of one model, one short query for each field."""
    if not things:
        return
    pks = [thing.pk for thing in things]
    kind: type[Model] = type(things[0])
    for name in names:
        model, select = _field(kind, name)
        listed = kept(("list", model._meta.label), partial(_listed, model))
        found: dict[int, list[int]] = {pk: [] for pk in pks}
        with connection.cursor() as cursor:  # building these queries takes longer than asking them
            cursor.execute(f"{select} ({', '.join(['%s'] * len(pks))})", pks)
            for pk, other in cursor.fetchall():
                found[pk].append(other)
        for thing in things:
            _fill(thing, name, model, (listed[other] for other in found[thing.pk] if other in listed))


@cache
def _field(model: type[Model], name: str) -> tuple[type[Model], str]:
    """What a field leads to, and the query for the pairs of keys of some objects."""
    field: Any = model._meta.get_field(name)
    quote = connection.ops.quote_name
    source, target = quote(field.m2m_column_name()), quote(field.m2m_reverse_name())
    table = quote(field.m2m_db_table())
    return field.related_model, f"SELECT {source}, {target} FROM {table} WHERE {source} IN"  # noqa: S608  # our own names


def _listed(model: type[Model]) -> dict[int, tuple[int, Model]]:
    """All rows of a list by their key, each with its place in the list's own order."""
    return {row.pk: (place, row) for place, row in enumerate(model._default_manager.all())}


def _fill(thing: Any, name: str, model: type[Model], rows: Iterable[tuple[int, Model]]) -> None:
    """As `prefetch_related` leaves it: a queryset that was read."""
    read: Any = model._default_manager.all()
    read._result_cache = [row for _, row in sorted(rows, key=lambda pair: pair[0])]
    read._prefetch_done = True
    if not hasattr(thing, "_prefetched_objects_cache"):
        thing._prefetched_objects_cache = {}
    thing._prefetched_objects_cache[name] = read
