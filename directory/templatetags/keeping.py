"""Keeps parts of pages (see directory.keeping), with the form tokens and the address of each visitor put in after."""

from datetime import datetime
from secrets import token_hex

from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from directory.keeping import kept, midnight

register = template.Library()

# What stands in a kept part where each visitor has something else: new in each process, so that nobody can write it
# in a text of the guide and be given the token of who reads that (in a link it would go to another site).
TOKEN = f"form-token-{token_hex(16)}"
ADDRESS = f"/address-{token_hex(16)}/"
FROM_THE_SERVER = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")


@register.tag
def keep(parser: Parser, token: Token) -> "KeepNode":
    """`{% keep "name" key … until=moment %}…{% endkeep %}`: made once for this key, until the guide changes.

    `until` says when it changes by itself before the day ends, and may be left out. The key names all that the part
    depends on besides the guide: the audience, the address of the site. With None in the key (a draft) it is made each
    time. A form in it works for everybody; whatever else asks who looks finds a visitor without a name or session.
    """
    _, *parts = token.split_contents()
    until = parts.pop().removeprefix("until=") if parts[-1].startswith("until=") else ""
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    keys = [parser.compile_filter(part) for part in parts]
    return KeepNode(keys, parser.compile_filter(until) if until else None, nodelist)


class KeepNode(template.Node):
    def __init__(self, parts: list[FilterExpression], until: FilterExpression | None, nodelist: NodeList) -> None:
        self.parts, self.until, self.nodelist = parts, until, nodelist

    def render(self, context: Context) -> SafeString:
        key = tuple(part.resolve(context) for part in self.parts)
        if None in key:
            return self.nodelist.render(context)
        html = kept(("html", *key), lambda: self._for_everybody(context), until=lambda: self._until(context))
        return mark_safe(_for_this_visitor(html, context))  # noqa: S308  # a rendered template, with escaped values

    def _for_everybody(self, context: Context) -> str:
        nobody = AnonymousUser()
        request = _request_of_nobody(context.get("request"))
        with context.push(request=request, user=nobody, csrf_token=TOKEN, messages=(), perms={}, audience=None):
            return self.nodelist.render(context)

    def _until(self, context: Context) -> datetime:
        """When the part changes by itself: always when a new day begins."""
        return min(self.until.resolve(context), midnight()) if self.until else midnight()


def _request_of_nobody(real: HttpRequest | None) -> HttpRequest:
    """A request that knows the address of the site and nothing of who looks."""
    request = HttpRequest()
    request.META = {name: real.META[name] for name in FROM_THE_SERVER if name in real.META} if real else {}
    request.path = request.path_info = ADDRESS
    request.user = AnonymousUser()
    return request


def _for_this_visitor(html: str, context: Context) -> str:
    if TOKEN in html:
        html = html.replace(TOKEN, str(context.get("csrf_token", "")))
    if ADDRESS in html:
        html = html.replace(ADDRESS, conditional_escape(context["request"].get_full_path()))
    return html
