"""Markup in a question that was pasted: `<b>schulden</b>` asks for schulden; `a < b`, `<18 jaar` and `<3` are none."""

import re
from html import unescape

TAGS = (
    "a", "abbr", "article", "b", "blockquote", "body", "br", "button", "center", "cite", "code", "dd", "del", "div",
    "dl", "dt", "em", "font", "footer", "form", "h[1-6]", "head", "header", "hr", "html", "i", "iframe", "img", "input",
    "ins", "label", "li", "link", "main", "mark", "meta", "nav", "o:p", "ol", "option", "p", "pre", "s", "script",
    "section", "select", "small", "span", "strike", "strong", "style", "sub", "sup", "svg", "table", "tbody", "td",
    "textarea", "th", "thead", "title", "tr", "u", "ul",
)  # fmt: skip
# With an attribute only where that has a value: in `<b en c>` there are words.
VALUE = r"""\s+[\w:-]{1,40}=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
TAG = re.compile(rf"</?(?:{'|'.join(TAGS)})(?:{VALUE})*\s*/?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});", re.IGNORECASE)


def without_markup(text: str) -> str:
    """The text as a browser would show it; what is no tag stays, also between these signs."""
    return TAG.sub(" ", ENTITY.sub(lambda found: unescape(found[0]), text))
