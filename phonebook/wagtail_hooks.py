"""What the phonebook adds to `manage.py onderhoud`."""

from wagtail import hooks

from phonebook import lists, samen
from search.upkeep.steps import DAG, HOOK, Step


@hooks.register(HOOK)
def tidy_lists() -> Step:
    """Ended lists go, with all that guests filled in."""
    return Step("lijsten opruimen", _tidy, DAG)


def _tidy() -> str:
    return f"{samen.forget_ended()} samenlijsten en {lists.forget_unused()} lijsten gewist"
