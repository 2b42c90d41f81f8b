"""Other readers of contact cards, each a program of its own that runs for as long as a test asks it something."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.programs import needs

JUDGES = Path(__file__).parent / "judge"
OUTSIDE = Path(__file__).parents[2] / ".venv-outside"
# Where Debian puts them; elsewhere VCARD_JARS tells.
JARS = [Path(os.environ.get("VCARD_JARS", "/usr/share/java")) / name for name in ("ez-vcard.jar", "vinnie.jar")]

Facts = dict[str, list[str]]  # what a program reads of one card, by property; complaints are "warning"


class Reader:
    """A program that takes a file in base64 on a line, and gives a line of JSON."""

    def __init__(self, program: "subprocess.Popen[str]") -> None:
        self.program = program

    def read(self, octets: bytes) -> list[Facts]:
        """What the program understands of each card in a file."""
        self.program.stdin.write(base64.b64encode(octets).decode() + "\n")
        self.program.stdin.flush()
        return json.loads(self.program.stdout.readline())


@contextmanager
def reading(*command: str) -> Iterator[Reader]:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        yield Reader(program)


def ez_vcard():
    """ez-vcard, with which DAVx5 reads."""
    present = bool(shutil.which("java")) and all(jar.exists() for jar in JARS)
    needs(present, "libez-vcard-java, libvinnie-java and a JDK")
    return reading("java", "-cp", os.pathsep.join(map(str, JARS)), str(JUDGES / "EzVcard.java"))


def ical_js():
    """ical.js, with which Thunderbird and Nextcloud read."""
    folder = OUTSIDE / "node"
    needs(bool(shutil.which("node")) and (folder / "node_modules" / "ical.js").exists(), "node and ical.js")
    return reading("node", str(JUDGES / "icaljs.mjs"), str(folder))


def cards_by_ez_vcard(path: Path) -> list[Facts]:
    """The contacts in a file as a phone reads them."""
    with ez_vcard() as reader:
        return reader.read(path.read_bytes())


def complaints_of_vcard(folder: Path) -> list[str]:
    """What the strict checker `vcard` (RFC 2426 to the letter) says of the files in a folder, a card in each."""
    program = OUTSIDE / "bin" / "vcard"
    needs(program.exists(), "the program vcard")
    files = sorted(map(str, folder.glob("*.vcf")))
    assert files
    done = subprocess.run([program, *files], capture_output=True, text=True, timeout=120)
    return done.stdout.splitlines()
