"""Our site on a port of its own, inside the transaction of a test: what the test changes, the next request sees."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from tests.conftest import open_connection


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """The address of the site. One request at a time, for they share the connection of the test."""
    shared = connections["default"]
    shared.inc_thread_sharing()
    with open_connection(), WSGIServer(("127.0.0.1", 0), _Quiet) as server:
        server.set_app(WSGIHandler())

        def run() -> None:
            connections["default"] = shared
            server.serve_forever(poll_interval=0.02)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            shared.dec_thread_sharing()
