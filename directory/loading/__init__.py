"""Loading a region from its folder: read everything, check everything, then write all of it or nothing."""

from pathlib import Path

from directory.loading.checks import check
from directory.loading.folder import Content, read_folder
from directory.loading.problems import Problems


def read(folder: Path) -> tuple[Content, Problems]:
    """Read and check a region's folder with the lists that every region shares; writes nothing."""
    problems = Problems()
    content = read_folder(folder, problems)
    check(content, problems)
    return content, problems
