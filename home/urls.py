"""Addresses of the home app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
