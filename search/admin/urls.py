"""Addresses of the screens of search, below /admin/; Wagtail lets nobody in there without admin access."""

from django.urls import path

from search.admin import stand, views

urlpatterns = [
    path("gids/proef/<slug:naam>/", views.proef, name="gids_proef"),
    path("gids/proef/<slug:naam>/<int:pk>/", views.proef, name="gids_proef"),
    path("gids/onbeantwoord/", views.lijst, name="gids_onbeantwoord"),
    path("gids/onbeantwoord/<int:pk>/<slug:soort>/", views.woord, name="gids_onbeantwoord_woord"),
    path("gids/onbeantwoord/<int:pk>/", views.afhandelen, name="gids_onbeantwoord_afhandelen"),
    path("gids/zoeken/", stand.stand, name="gids_zoeken"),
    path("gids/splitswoorden/", views.splitswoorden, name="gids_splitswoorden"),
]
