"""Times our whole search beside the bare engine, question by question in turn; prints one JSON object.

    python -m benchmarks.scale.asking QUESTIONS    (the environment names database, index and engine)

Ours: understanding the question, both blocks with facets and wider answers, the rows with why and what to ring, as the
page shows them. Bare: the engine's own query of the same plan, ready made. `cold`: rows that this process never read;
`first`: rows that it read before, after a change elsewhere in the guide; `again`: the same questions once more, as in a
guide where nobody changes anything.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.scale.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402  # after setup
from django.core.signals import request_finished, request_started  # noqa: E402  # after setup

from benchmarks.invented.questions import Questions  # noqa: E402  # after setup
from benchmarks.invented.world import LOGIN  # noqa: E402  # after setup
from benchmarks.scale.bare import Bare, Recording, bare_of  # noqa: E402  # after setup
from directory.keeping import bump  # noqa: E402  # after setup
from directory.lines import Look  # noqa: E402  # after setup
from directory.visibility import VISITOR, Audience, Regions, audience_for  # noqa: E402  # after setup
from search import ask as asking  # noqa: E402  # after setup
from search.answer import SearchQuery  # noqa: E402  # after setup
from search.completions import get_completions  # noqa: E402  # after setup
from search.engines import get_engine  # noqa: E402  # after setup
from search.lists.reading import get_lexicon  # noqa: E402  # after setup
from search.showing.facets import facets  # noqa: E402  # after setup
from search.showing.results import Results  # noqa: E402  # after setup
from search.suggestions import suggestions  # noqa: E402  # after setup

ROUNDS_AGAIN = 2
WARM_UP = 15
Times = list[dict[str, float]]


def whole(question: str, audience: Audience) -> int:
    """One question as a request of the site answers it, without the template; gives how many answers there are."""
    request_started.send(None)
    query = SearchQuery(question)
    answer = asking.ask(query, audience)
    Results(Look(audience, Regions()), (answer.people, answer.organisations)).shown()
    facets(answer.counts, query.filters)
    request_finished.send(None)
    return answer.total


Taken = tuple[float, float]  # milliseconds by the clock, and of this process's own work


def measure(questions: list[tuple[str, str]], audiences: list[Audience], recording: Recording, bare: Bare) -> Times:
    """Milliseconds of ours and of the bare engine for each question; who goes first changes."""
    times: Times = []
    for number, (_, question) in enumerate(questions):
        audience = audiences[number % len(audiences)]
        recording.main, recording.calls = (), 0
        asking.ask(SearchQuery(question), audience)  # for its plan only: outside a request nothing is kept
        calls = recording.calls
        if not recording.main:
            continue
        ready = bare.prepared(recording.main)

        def ours(question: str = question, audience: Audience = audience) -> None:
            whole(question, audience)

        times.append(_both(ours, ready, first=bool(number % 2)) | {"calls": calls})
    return times


def _both(ours: Callable[[], object], bare: Callable[[], object], *, first: bool) -> dict[str, float]:
    """Time both, ours first or last."""
    order = (ours, bare) if first else (bare, ours)
    found = {step: _time(step) for step in order}
    (mine, my_work), (its, its_work) = found[ours], found[bare]
    return {"ours": mine, "bare": its, "ours_work": my_work, "bare_work": its_work}


def suggest(typed: list[str], audiences: list[Audience], bare: Bare) -> Times:
    """The same for what is suggested while somebody types."""
    times: Times = []
    for number, start in enumerate(typed):
        audience = audiences[number % len(audiences)]
        word = (start.split() or [""])[-1].lower()
        ready = bare.beginning(word if word.isalpha() else "a")

        def ours(start: str = start, audience: Audience = audience) -> None:
            request_started.send(None)
            suggestions(start, audience)
            request_finished.send(None)

        times.append(_both(ours, ready, first=bool(number % 2)))
    return times


def _time(work: Callable[[], object]) -> Taken:
    started, worked = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def _memory() -> float:
    """MB that this process holds."""
    with open("/proc/self/statm") as state:
        return int(state.read().split()[1]) * resource.getpagesize() / 1e6


def main() -> None:
    count = int(sys.argv[1])
    who = audience_for(User.objects.get(username=LOGIN))
    audiences = [who, who, VISITOR]
    found: dict[str, Any] = {"memory": {"start": _memory()}}
    engine = get_engine()
    found["open"] = _time(lambda: engine.vocabulary().seen_by(who.tokens).words)[1]
    found["memory"]["vocabulary"] = _memory()
    found["lexicon"] = _time(get_lexicon)[1] + _time(get_completions)[1]
    found["memory"]["lexicon"] = _memory()
    made = Questions()
    questions, typed = made.some(count), made.beginnings(count)
    recording = Recording()
    found["memory"]["questions"] = _memory()
    asking.get_engine = lambda: recording
    bare = bare_of(engine)
    measure(Questions(seed=2).some(WARM_UP), audiences, recording, bare)
    for name in ("cold", "first"):
        bump()
        found[name] = measure(questions, audiences, recording, bare)
    found["again"] = [row for _ in range(ROUNDS_AGAIN) for row in measure(questions, audiences, recording, bare)]
    suggest(typed[:WARM_UP], audiences, bare)
    found["suggest"] = suggest(typed, audiences, bare)
    found["memory"]["after"] = _memory()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
