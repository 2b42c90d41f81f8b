"""Loading a region from its folder: read everything, check everything, then write all of it or nothing."""

from pathlib import Path

from directory.loading.checks import check
from directory.loading.folder import SHARED, Content, read_folder
from directory.loading.problems import Problems

__all__ = ["SHARED", "read"]


def read(folder: Path, shared: Path = SHARED) -> tuple[Content, Problems]:
    """Read and check a region's folder with the lists that every region shares; writes nothing."""
    problems = Problems()
    content = read_folder(folder, problems, shared)
    check(content, problems)
    return content, problems
