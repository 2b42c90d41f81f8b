"""Addresses of the phonebook app."""

from django.urls import path, re_path

from phonebook import subscription_views, views
from phonebook.dav import views as dav

urlpatterns = [
    path("p/<slug:short_id>.vcf", views.kaart_vcf, name="kaart_vcf"),
    path("p/<slug:short_id>/qr.svg", views.kaart_qr, name="kaart_qr"),
    path("bewaar/organisatie/<uuid:key>.vcf", views.organisatie_vcf, name="organisatie_vcf"),
    path("bewaar/contactpunt/<uuid:key>.vcf", views.contactpunt_vcf, name="contactpunt_vcf"),
    path("bewaar/selectie.vcf", views.selectie_vcf, name="selectie_vcf"),
    path("abonnementen/", subscription_views.overview, name="abonnementen"),
    path("abonnementen/nieuw/", subscription_views.new, name="abonnement_nieuw"),
    path("abonnementen/<slug:slug>/", subscription_views.one, name="abonnement"),
    path("abonnementen/<slug:slug>/profiel.mobileconfig", subscription_views.profile, name="abonnement_profiel"),
    path("abonnementen/<slug:slug>/stop/", subscription_views.stop, name="abonnement_stop"),
    re_path(r"^\.well-known/carddav/?$", dav.well_known),
    path("carddav/", dav.carddav, name="carddav"),
    # Whatever stands below it, with or without a last slash: nothing here may be redirected or fall to a page.
    re_path(r"^carddav(?:/.*)?$", dav.carddav),
]
