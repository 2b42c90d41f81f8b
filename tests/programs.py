"""What a test does when the outside program that it needs is not on this computer."""

import os

import pytest


def needs(present: bool, what: str) -> None:
    """Skip with the reason on a computer without the program; fail where everything must be there (CI)."""
    if present:
        return
    if os.environ.get("CI"):
        pytest.fail(f"not run: needs {what}")
    pytest.skip(f"not run: needs {what}")
