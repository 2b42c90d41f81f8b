"""Settings from the environment: a value that cannot be read is told by the name of its setting, never shown."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

OFF = frozenset({"", "0", "false", "off", "no", "n"})


class Environment(environ.Env):
    """As django-environ, which says of a wrong number not which setting it is, and takes any other word for "off"."""

    def get_value(self, var: Any, cast: Any = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, cast, *args, **kwargs)
        except ValueError:
            raise ImproperlyConfigured(f"{var} must be {'on or off' if cast is bool else 'a number'}.") from None

    @classmethod
    def parse_value(cls, value: Any, cast: Any) -> Any:
        if cast is bool and str(value).strip().lower() not in {*OFF, *cls.BOOLEAN_TRUE_STRINGS}:
            raise ValueError
        return super().parse_value(value, cast)
