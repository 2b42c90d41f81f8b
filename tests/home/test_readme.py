"""The README tells every setting that a machine can change."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OF_A_DEVELOPER = {"DEBUG", "DEMO", "SEARCH_ENGINE", "CONN_MAX_AGE"}


def test_every_variable_of_the_environment_is_explained():
    read = set(re.findall(r'env(?:\.\w+)?\("([A-Z_]+)"', (ROOT / "config/settings.py").read_text()))
    readme = (ROOT / "README.md").read_text()

    assert [name for name in read - OF_A_DEVELOPER if f"`{name}`" not in readme] == []
