"""Addresses of the search app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
