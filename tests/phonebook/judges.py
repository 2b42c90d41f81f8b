"""Another reader of contact cards, run as a program of its own: ez-vcard, with which DAVx5 reads."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.programs import needs

JUDGE = Path(__file__).parent / "judge" / "Judge.java"
# Where Debian puts them; elsewhere VCARD_JARS tells.
JARS = [Path(os.environ.get("VCARD_JARS", "/usr/share/java")) / name for name in ("ez-vcard.jar", "vinnie.jar")]


def facts_by_ez_vcard(path: Path) -> list[tuple[str, str]]:
    """What ez-vcard understands of a file of cards, as pairs of what and value; complaints are "warning"."""
    present = bool(shutil.which("java")) and all(jar.exists() for jar in JARS)
    needs(present, "libez-vcard-java, libvinnie-java and a JDK")
    java = ["java", "-cp", os.pathsep.join(map(str, JARS)), str(JUDGE), str(path)]
    printed = subprocess.run(java, capture_output=True, check=True).stdout.decode()
    return [_pair(line) for line in printed.splitlines()]


def _pair(line: str) -> tuple[str, str]:
    what, _, value = line.partition("\t")
    return what, value
