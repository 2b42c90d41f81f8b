"""The filter of an addressbook-query (RFC 6352 section 10.5): from XML to a question that a card answers."""

from collections.abc import Callable

from phonebook.dav.lines import Line, read
from phonebook.dav.xml import Element, Refused, card, element

Filter = Callable[[str], bool]

COLLATIONS: dict[str, Callable[[str], str]] = {
    "i;ascii-casemap": lambda text: text.translate({c: c + 32 for c in range(ord("A"), ord("Z") + 1)}),
    "i;octet": str,
    "i;unicode-casemap": str.casefold,
}
DEFAULT_COLLATION = "i;unicode-casemap"
MATCHES: dict[str, Callable[[str, str], bool]] = {
    "equals": str.__eq__,
    "contains": str.__contains__,
    "starts-with": str.startswith,
    "ends-with": str.endswith,
}
TESTS: dict[str, Callable[..., bool]] = {"anyof": any, "allof": all}


def read_filter(root: Element) -> Filter:
    """The filter of a report; without one, or with an empty one, every card passes."""
    found = root.find(card("filter"))
    properties = [] if found is None else [_prop_filter(child) for child in found if child.tag == card("prop-filter")]
    if found is None or not properties:
        return lambda text: True
    test = _test(found)
    return lambda text: _passes(properties, test, read(text))


def _passes(properties: list[Callable[[list[Line]], bool]], test: Callable[..., bool], lines: list[Line]) -> bool:
    return test(one(lines) for one in properties)


def _test(found: Element) -> Callable[..., bool]:
    name = found.get("test", "anyof")
    if name not in TESTS:
        raise Refused(400)
    return TESTS[name]


def _prop_filter(found: Element) -> Callable[[list[Line]], bool]:
    """A property that is there and has what is asked, or that is not there."""
    name = _name(found).rpartition(".")[2]  # a group before the name does not matter here
    parts, test, absent = [_part(child) for child in found], _test(found), _absent(found)
    asked = [part for part in parts if part]

    def passes(lines: list[Line]) -> bool:
        here = [line for line in lines if line.name == name]
        if absent:
            return not here
        return any(test(part(line) for part in asked) if asked else True for line in here)

    return passes


def _part(found: Element) -> Callable[[Line], bool] | None:
    if found.tag == card("text-match"):
        match = _text_match(found)
        return lambda line: match(line.value)
    return _param_filter(found) if found.tag == card("param-filter") else None


def _param_filter(found: Element) -> Callable[[Line], bool]:
    name, absent, text = _name(found), _absent(found), found.find(card("text-match"))
    match = None if text is None else _text_match(text)

    def passes(line: Line) -> bool:
        values = line.params.get(name)
        if absent or values is None:
            return absent and values is None
        return match is None or any(match(value) for value in values)

    return passes


def _text_match(found: Element) -> Callable[[str], bool]:
    fold = COLLATIONS.get(_collation(found))
    match = MATCHES.get(found.get("match-type", "contains"))
    if fold is None:
        raise Refused(403, element(card("supported-collation")))
    if match is None:
        raise Refused(403, element(card("supported-filter")))
    asked, negate = fold(found.text or ""), found.get("negate-condition", "no") == "yes"
    return lambda value: match(fold(value), asked) is not negate


def _collation(found: Element) -> str:
    asked = found.get("collation", DEFAULT_COLLATION)
    return DEFAULT_COLLATION if asked == "default" else asked


def _absent(found: Element) -> bool:
    return found.find(card("is-not-defined")) is not None


def _name(found: Element) -> str:
    name = found.get("name", "")
    if not name:
        raise Refused(400)
    return name.upper()
