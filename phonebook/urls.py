"""Addresses of the phonebook app."""

from django.urls import path

from phonebook import views

urlpatterns = [
    path("p/<slug:short_id>.vcf", views.kaart_vcf, name="kaart_vcf"),
    path("p/<slug:short_id>/qr.svg", views.kaart_qr, name="kaart_qr"),
    path("bewaar/organisatie/<uuid:key>.vcf", views.organisatie_vcf, name="organisatie_vcf"),
    path("bewaar/contactpunt/<uuid:key>.vcf", views.contactpunt_vcf, name="contactpunt_vcf"),
    path("bewaar/selectie.vcf", views.selectie_vcf, name="selectie_vcf"),
]
