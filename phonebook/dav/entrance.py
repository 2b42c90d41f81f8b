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
GetResponse = Callable[[HttpRequest], HttpResponse]


class Safety(SecurityMiddleware):
    """Https, HSTS and nosniff as everywhere, without what a browser does with a link."""

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response)
        self.referrer_policy = self.cross_origin_opener_policy = None


class Entrance:
    """Middleware that answers what stands below /carddav/ itself."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response, self.safety = get_response, Safety(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if not (path == ROOT or path.startswith(f"{ROOT}/")):
            return self.get_response(request)
        request.get_host()  # refuses the name of another site
        answer = self.safety.process_request(request) or carddav(request)
        answer["Content-Length"] = str(len(answer.content))
        if request.method == "HEAD":  # counts for nothing, and not every server takes the card off
            answer.content = b""
        return self.safety.process_response(request, answer)
