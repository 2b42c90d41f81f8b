"""Our site behind a tape recorder: every request of a program, with what it got, is a line of a file."""

import io
import json
import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.wsgi import application as site

Start = Callable[..., Any]


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Answer as the site does; the password is not written down."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        told.update(status=int(status.split()[0]))
        return start_response(status, headers, *rest)

    answer = b"".join(site(environ, start))
    line = {
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"],
        "depth": environ.get("HTTP_DEPTH"),
        "agent": environ.get("HTTP_USER_AGENT"),
        "with_password": "HTTP_AUTHORIZATION" in environ,
        "if": {k: v for k, v in environ.items() if k in ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_PREFER")},
        "body": body.decode(errors="replace"),
        "octets": len(answer),
        **told,
    }
    with open(os.environ["RECORDING"], "a", encoding="utf-8") as tape:
        tape.write(json.dumps(line, ensure_ascii=False) + "\n")
    return [answer]
