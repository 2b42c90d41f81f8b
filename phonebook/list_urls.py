"""Addresses of lists: Mijn lijst, taking several contacts along, and the Samenlijst."""

from django.urls import path

from phonebook import export_views, list_views, samenlijst_views, views, wie_views

urlpatterns = [
    path("p/<slug:short_id>/qr/", views.kaart_codes, name="kaart_codes"),
    path("p/<slug:short_id>/qr/los/", views.kaart_qr_los, name="kaart_qr_los"),
    path("mijn-lijst/", list_views.mijn_lijst, name="mijn_lijst"),
    path("mijn-lijst/erbij/", list_views.erbij, name="lijst_erbij"),
    path("mijn-lijst/nieuw/", list_views.nieuw, name="lijst_nieuw"),
    path("mijn-lijst/<uuid:sleutel>/", list_views.lijst, name="lijst"),
    path("mijn-lijst/<uuid:sleutel>/wijzig/", list_views.wijzig, name="lijst_wijzig"),
    path("mijn-lijst/<uuid:sleutel>/naam/", list_views.naam, name="lijst_naam"),
    path("mijn-lijst/<uuid:sleutel>/weg/", list_views.weggooien, name="lijst_weg"),
    path("mijn-lijst/<uuid:sleutel>/startlijst/", list_views.startlijst, name="startlijst"),
    path("startlijst/<int:pk>/weg/", list_views.startlijst_weg, name="startlijst_weg"),
    path("bewaar/kies/", export_views.kies, name="kies"),
    path("meenemen/", export_views.meenemen, name="meenemen"),
    path("meenemen/kaarten.vcf", export_views.meenemen_vcf, name="meenemen_vcf"),
    path("meenemen/kaarten.zip", export_views.meenemen_zip, name="meenemen_zip"),
    path("meenemen/outlook.csv", export_views.meenemen_outlook, name="meenemen_outlook"),
    path("meenemen/google.csv", export_views.meenemen_google, name="meenemen_google"),
    path("meenemen/papier/", export_views.meenemen_papier, name="meenemen_papier"),
    path("samen/", samenlijst_views.begin, name="samen"),
    path("samen/nieuw/", samenlijst_views.open_lijst, name="samen_nieuw"),
    path("samen/<slug:sleutel>/", samenlijst_views.samenlijst, name="samenlijst"),
    path("samen/<slug:sleutel>/mee/", samenlijst_views.doe_mee, name="samen_mee"),
    path("samen/<slug:sleutel>/eraf/", samenlijst_views.eraf, name="samen_eraf"),
    path("samen/<slug:sleutel>/langer/", samenlijst_views.langer, name="samen_langer"),
    path("samen/<slug:sleutel>/cijfers/", samenlijst_views.cijfers, name="samen_cijfers"),
    path("samen/<slug:sleutel>/in-mijn-lijst/", samenlijst_views.in_mijn_lijst, name="samen_in_mijn_lijst"),
    path("samen/<slug:sleutel>/kaarten.vcf", samenlijst_views.samen_vcf, name="samen_vcf"),
    path("samen/<slug:sleutel>/kaarten.zip", samenlijst_views.samen_zip, name="samen_zip"),
    path("samen/<slug:sleutel>/outlook.csv", samenlijst_views.samen_outlook, name="samen_outlook"),
    path("samen/<slug:sleutel>/google.csv", samenlijst_views.samen_google, name="samen_google"),
    path("samen/<slug:sleutel>/papier/", samenlijst_views.samen_papier, name="samen_papier"),
    path("wie-heeft-mijn-nummer/", wie_views.wie_heeft_mijn_nummer, name="wie_heeft_mijn_nummer"),
    path("wie-heeft-mijn-nummer/<slug:short_id>/", wie_views.wie_heeft_het_nummer, name="wie_heeft_het_nummer"),
]
