"""Numbers in what upkeep says, in words that can be read aloud."""


def counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def documenten(number: int) -> str:
    return counted(number, "document", "documenten")
