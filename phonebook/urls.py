"""Addresses of the phonebook app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
