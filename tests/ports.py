"""A port for a server that a test starts, and waiting until that server answers."""

import socket
import time
import urllib.error
import urllib.request


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(url: str) -> None:
    """Until this address answers: half a minute at most, or longer where each try takes long."""
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{url} does not answer")
