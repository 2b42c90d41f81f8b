"""Addresses of our own editing screens, below /admin/; Wagtail lets nobody in there without admin access."""

from django.urls import path

from directory.admin import meldingen, members, replace, views

urlpatterns = [
    path("gids/pagina/<int:pk>/klopt/", views.klopt, name="gids_klopt"),
    path("gids/kaart/<int:pk>/afwezig/", views.afwezig, name="gids_afwezig"),
    path("gids/kaart/<int:pk>/aanwezig/", views.aanwezig, name="gids_aanwezig"),
    path("gids/kaart/<int:pk>/vertrokken/", views.vertrokken, name="gids_vertrokken"),
    path("gids/kaart/<int:pk>/terug/", views.terug, name="gids_terug"),
    path("gids/kaart/<int:pk>/alleen-functie/", views.alleen_functie, name="gids_alleen_functie"),
    path("gids/kaart/<int:pk>/wissen/", views.wissen, name="gids_wissen"),
    path("gids/organisatie/<int:pk>/wie-dan-wel/", replace.wie_dan_wel, name="gids_wie_dan_wel"),
    path("gids/organisatie/<int:pk>/leden/", members.leden, name="gids_leden"),
    path("gids/lid/<int:pk>/eraf/", members.lid_eraf, name="gids_lid_eraf"),
    path("gids/toelaten/", members.toelaten, name="gids_toelaten"),
    path("gids/meldingen/", meldingen.lijst, name="gids_meldingen"),
    path("gids/meldingen/<int:pk>/klaar/", meldingen.klaar, name="gids_melding_klaar"),
]
