"""The measuring stick: a Wagtail page with a title and a paragraph, and nothing of ours."""

from django.db import models
from wagtail.models import Page


class BarePage(Page):
    tekst = models.TextField(blank=True)
    template = "bare/bare_page.html"
