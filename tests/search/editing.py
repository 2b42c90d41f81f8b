"""A small guide that is changed at random, in a process of its own: `python -m tests.search.editing COMMAND`.

`make` fills it. `edit SEED COUNT` publishes, renames, moves, withdraws and deletes as editors do,
a transaction each. `name` gives an agency a name that nothing else has. `killed COUNT` writes to an embedded index in
processes that it kills, and says what was lost.
"""

import itertools
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.exceptions import ObjectDoesNotExist, ValidationError  # noqa: E402  # needs the set-up above
from django.db import IntegrityError  # noqa: E402  # after setup

from directory.models import AgencyPage, ContactCardPage, Zichtbaar  # noqa: E402  # after setup
from search.indexing.documents import Document  # noqa: E402  # after setup
from tests.factories import make_agency, make_card, make_contactpunt, make_functie, make_team  # noqa: E402  # after setup

NAMES = ("zwaluw", "reiger", "kievit", "grutto", "lepelaar", "wulp", "scholekster", "tureluur", "meerkoet", "fuut")


def make() -> None:
    functie = make_functie("Klantmanager")
    for number in range(6):
        agency = make_agency(f"Organisatie {number}")
        make_contactpunt(agency, f"Balie {number}")
        places = [agency, make_team(agency, f"Team {number}")]
        for _ in range(5):
            make_card(random.choice(places), achternaam=random.choice(NAMES), functie=functie)


def edit(seed: int, count: int) -> None:
    """So many changes; the other editor may have taken away what this one wanted to change."""
    chance = random.Random(seed)
    kinds = (rename_card, rename_card, rename_agency, move, delete, add, narrow, withdraw)
    for number in range(count):
        card = _one(chance)
        if card is None or ContactCardPage.objects.count() < 12:
            add(None, chance)
            continue
        try:
            chance.choice(kinds)(card, chance)
        except (ObjectDoesNotExist, ValidationError, IntegrityError):
            continue
        print(number, flush=True)  # noqa: T201  # tells the test how far it is


def _one(chance: random.Random) -> ContactCardPage | None:
    pks = list(ContactCardPage.objects.values_list("pk", flat=True))
    return ContactCardPage.objects.filter(pk=chance.choice(pks)).first() if pks else None


def rename_card(card: ContactCardPage, chance: random.Random) -> None:
    card.achternaam = chance.choice(NAMES) + chance.choice(NAMES)
    card.save_revision().publish()


def rename_agency(card: ContactCardPage, chance: random.Random) -> None:
    agency = AgencyPage.objects.get(pk=card.agency_id)
    agency.title = f"Bureau {chance.choice(NAMES)} {chance.randrange(1000)}"
    agency.save_revision().publish()


def move(card: ContactCardPage, chance: random.Random) -> None:
    card.move(chance.choice(list(AgencyPage.objects.exclude(pk=card.get_parent().pk))), pos="last-child")


def delete(card: ContactCardPage, chance: random.Random) -> None:
    card.delete()


def add(card: ContactCardPage | None, chance: random.Random) -> None:
    make_card(chance.choice(list(AgencyPage.objects.all())), achternaam=chance.choice(NAMES))


def narrow(card: ContactCardPage, chance: random.Random) -> None:
    card.state.plafond = chance.choice(Zichtbaar.values)
    card.state.save()


def withdraw(card: ContactCardPage, chance: random.Random) -> None:
    if card.live:
        card.unpublish()
    else:
        card.save_revision().publish()


def killed(count: int) -> None:
    """Kill a process that writes, at a random moment, so often; each time the index must open with all it said."""
    from search.engines import get_engine
    from tests.search.building import build

    build(get_engine(), [])
    get_engine.cache_clear()
    chance, written = random.Random(3), -1
    for _ in range(count):
        reading, writing = os.pipe()
        writer = _forked(lambda writing=writing, begin=written + 1: write(begin, writing))
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            said = [told.readline() for _ in range(chance.randrange(1, 4))]
            time.sleep(chance.uniform(0, 0.1))
            os.kill(writer, signal.SIGKILL)
            os.waitpid(writer, 0)
            said += told.readlines()
        written = max(int(line) for line in said if line.endswith(b"\n"))
        reader = _forked(lambda written=written: see(written))
        if os.waitpid(reader, 0)[1]:
            sys.exit(f"lost after {written}")
    print(f"{count} times killed, {written + 1} written, nothing lost")  # noqa: T201  # for the test that reads it


def _forked(work: Callable[[], None]) -> int:
    """Do something in a process of its own, which took the seconds of its start already; gives its number."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001  # of another process: told, because nobody catches it
        traceback.print_exc()
    finally:
        os._exit(status)


def write(begin: int, told: int) -> None:
    """Numbered documents, 20 keys in turn, until it is killed; tells each that is there for good."""
    from search.engines import indexes

    engine = indexes()[0]
    for number in itertools.count(begin):
        engine.update([groep(number)], [numbered(number)])
        os.write(told, b"%d\n" % number)


def see(written: int) -> None:
    """Fails unless the index holds, of each key, the last that was written or the one after that."""
    from search.engines import indexes
    from search.indexing.marks import mark_of

    marks = indexes()[0].marks()
    last = [numbered(number) for number in range(max(0, written - 19), written + 1)]
    good = {d.id: {mark_of(d), mark_of(numbered(number_after(d.pk, written)))} for d in last}
    assert all(marks.get(key) in known for key, known in good.items())
    assert indexes()[0].vocabulary().seen_by(frozenset({"iedereen"})).knows(f"=woord{written}")


def number_after(pk: int, written: int) -> int:
    """The number that the writer may have written without saying so, when that has this key."""
    return written + 1 if groep(written + 1) == pk else written


def groep(number: int) -> int:
    return 1_000_000 + number % 20


def numbered(number: int) -> Document:
    words = frozenset({f"=woord{number}", "=anja"})
    soort = {"soort": ("persoon",)}
    return Document("persoon", groep(number), groep(number), frozenset({"iedereen"}), {"naam": words}, soort, 28**5)


def name() -> None:
    """Give an agency a name that nothing else has."""
    agency = AgencyPage.objects.live().agencies().first()
    agency.title = "Zevenster"
    agency.save_revision().publish()


if __name__ == "__main__":
    command, *numbers = sys.argv[1:]
    {"make": make, "edit": edit, "killed": killed, "name": name}[command](*map(int, numbers))
