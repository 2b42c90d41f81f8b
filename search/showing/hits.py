"""From matches to hits: what may be seen, why it is an answer, who comes along, each once and in order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from directory.visibility import Audience
from search.answer import Block, Hit, SearchQuery
from search.plan import Key, Match, Plan
from search.planning.finding import PER_PAGE, FoundBlock, Wider
from search.showing import along, rows, why


def shown(
    found: Sequence[FoundBlock], sought: why.Sought, plan: Plan, query: SearchQuery, audience: Audience
) -> list[Block]:
    """The blocks as they are shown: what may be seen, heirs before those who left, who else is to be rung behind."""
    every = [match for block in found for match in (*block.full, *(each.match for each in block.wider))]
    loaded = rows.load(every, audience)
    floor = min((match.score for block in found for match in block.full), default=0)
    full = [_hits([Wider(match, ()) for match in block.full], loaded, sought, 0) for block in found]
    near = [_hits(block.wider, loaded, sought, floor) for block in found]
    company = along.Company(loaded, audience, sought, query.filters, named=plan.asks_for_somebody)
    blocks = zip(company.joined(*full), company.joined(*near), found, query.paginas, strict=True)
    return [_block(*block, in_order=bool(query.volgorde)) for block in blocks]


def _block(hits: list[Hit], wider: list[Hit], found: FoundBlock, page: int, *, in_order: bool) -> Block:
    """Each thing once, where it scores best (or in the order that was chosen); no full match among the wider ones."""
    best = _each_once(hits if in_order else sorted(hits, key=lambda hit: -hit.score))
    near = _each_once(sorted(wider, key=lambda hit: -hit.score))
    others = tuple(hit for key, hit in near.items() if key not in best)
    behind = [match.key not in best for match in found.rest]
    more = found.total - len(found.full)
    return Block(
        tuple(best.values()),
        found.total,
        others,
        more,
        coming=sum(behind[:PER_PAGE]),
        unseen=more - behind.count(False),
        first_new=_first_new(list(best), hits, found.full[PER_PAGE * (page - 1) :]),
    )


def _first_new(shown: list[Key], hits: Iterable[Hit], matches: Iterable[Match]) -> int:
    """The place of the first answer that the page before did not show, as a match or with another: 0 is none."""
    there = {hit.key for hit in hits if hit.along}
    new = {match.key for match in matches} - there
    return next((place for place, key in enumerate(shown, 1) if key in new), 0)


def _each_once(hits: Iterable[Hit]) -> dict[Key, Hit]:
    found: dict[Key, Hit] = {}
    for hit in hits:
        _keep(found, hit)
    return found


def _keep(found: dict[Key, Hit], hit: Hit) -> None:
    """The first stays; who comes along and matches as well is a match."""
    first = found.setdefault(hit.key, hit)
    if first.along and not hit.along:
        found[hit.key] = replace(first, along=False)


def _hits(matches: Iterable[Wider], loaded: rows.Rows, sought: why.Sought, floor: int) -> list[Hit]:
    """What may be seen of these matches, with who is to be rung instead; none scores above the floor, where one is."""
    hits: dict[Key, Hit] = {}
    for match, lacks in matches:
        thing = loaded.get(match)
        if thing is None:
            continue
        reasons = why.why(thing, sought, [clause.slot for clause in lacks])
        hit = Hit(match.soort, thing, _lower(match.score, floor), lacks, reasons)
        for each in along.with_others(hit, loaded, sought):
            _keep(hits, each)
    return list(hits.values())


def _lower(score: int, floor: int) -> int:
    """Wider answers stay below all full ones, on the same scale and in their own order."""
    return score * floor // (score + floor) if floor else score
