"""Addresses of the directory app."""

from django.urls import path

from directory import views

urlpatterns = [
    path("p/<slug:short_id>/", views.kaart, name="kaart"),
    path("p/<slug:short_id>/foto/", views.foto, name="foto"),
    path("melding/", views.melding, name="melding"),
    path("media/<path:path>", views.media, name="media"),
]
