"""The home page of the site."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


class HomePage(Page):
    """The first page: one big question, and ways to browse."""

    max_count = 1
    subpage_types = ["directory.AgencyIndexPage"]
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []
    template = "home/home.html"

    class Meta:
        verbose_name = "startpagina"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.blocks import home_blocks  # asks the models of the guide

        return {**super().get_context(request, *args, **kwargs), **home_blocks()}
