"""What may stand in a log line: a request number and a path, never a question, a name or a number."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from config.middleware import request_id

QUERY = re.compile(r"(?<=\S)\?\S*")
KEY = re.compile(r"(?<=/samen/)[0-9a-z]{16}", re.IGNORECASE)  # of a Samenlijst: who has it is let in


class WithoutQuery(logging.Filter):
    """Cut everything behind the question mark of an address, and keys, out of a log record, arguments included."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = KEY.sub("…", QUERY.sub("", record.getMessage()))
        record.args = ()
        return True


def guard_access_log() -> None:
    """The same for each line that gunicorn writes of a request, whatever the form of its lines."""
    logging.getLogger("gunicorn.access").addFilter(WithoutQuery())


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, request number, message."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "bron": record.name,
            "verzoek": request_id.get(),
            "melding": record.getMessage(),
        }
        if record.exc_info:
            # The kind of error and where it happened; the message of an exception may quote what somebody typed.
            line["fout"] = record.exc_info[0].__name__ if record.exc_info[0] else ""
            line["plaats"] = self._where(record)
        return json.dumps(line, ensure_ascii=False)

    def _where(self, record: logging.LogRecord) -> list[str]:
        frames, trace = [], record.exc_info[2] if record.exc_info else None
        while trace is not None:
            code = trace.tb_frame.f_code
            frames.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return frames[-8:]
