"""What does not get into a line of a log."""

import logging

import pytest

from config.logs import WithoutQuery, guard_access_log

KEY = "abcd2345efgh6789"


def written(message: str, *args: object) -> str:
    record = logging.LogRecord("bron", logging.INFO, "", 0, message, args, None)
    WithoutQuery().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("path", ["/zoeken/", "/zoeken", "/x)", "//", "/%20", "https://gids.example/zoeken/"])
def test_a_question_stands_in_no_line(path):
    assert written('"GET %s HTTP/1.1" 200', f"{path}?vraag=schulden+jansen") == f'"GET {path} HTTP/1.1" 200'


def test_the_key_of_a_samenlijst_stands_in_no_line():
    assert written("Not Found: %s", f"/samen/{KEY}/kaarten.vcf") == "Not Found: /samen/…/kaarten.vcf"


def test_a_line_of_gunicorn_holds_no_question_in_whatever_form(caplog):
    log = logging.getLogger("gunicorn.access")
    guard_access_log()
    with caplog.at_level(logging.INFO, "gunicorn.access"):
        log.info('%(r)s "%(f)s"', {"r": "GET /zoeken/?vraag=jansen HTTP/1.1", "f": "https://gids.example/?vraag=smit"})

    assert (caplog.messages, "smit" in caplog.text) == (['GET /zoeken/ HTTP/1.1 "https://gids.example/'], False)
