"""What must be right before a region is loaded; every check finds all it can and changes nothing."""

from directory.loading.checks import cards, keys, organisations, references, truth
from directory.loading.folder import Content
from directory.loading.problems import Problems
from directory.loading.register import Register


def check(content: Content, problems: Problems) -> None:
    """Check all that was read."""
    register = Register.of(content)
    keys.check(content, problems)
    references.check(content, register, problems)
    organisations.check(content, register, problems)
    cards.check(content, register, problems)
    truth.check(content, register, problems)
