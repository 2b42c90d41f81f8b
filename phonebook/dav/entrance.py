"""The way in for devices: from the server straight to our views, past what only a browser needs.

A device has no session, cookie, form, page, message or language, and its answers are no pages; of each request all that
took more time than the answer itself. What keeps the site safe stays: the host, https, HSTS and nosniff.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware

from phonebook.dav.views import carddav

ROOT = "/carddav"


class Entrance:
    """Middleware that answers what stands below /carddav/ itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.device = SecurityMiddleware(_answer)
        self.device.referrer_policy = self.device.cross_origin_opener_policy = None  # what follows a link: no device

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if path == ROOT or path.startswith(f"{ROOT}/"):
            return self.device(request)
        return self.get_response(request)


def _answer(request: HttpRequest) -> HttpResponse:
    request.get_host()  # refuses the name of another site
    answer = carddav(request)
    answer["Content-Length"] = str(len(answer.content))
    return answer
