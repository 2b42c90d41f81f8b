"""Addresses of the home app: browsing the guide, and the pages about it."""

from django.urls import path

from home import views

urlpatterns = [
    path("gemeente/", views.gemeenten, name="gemeenten"),
    path("gemeente/<slug:slug>/", views.gemeente, name="gemeente"),
    path("leefgebied/<slug:code>/", views.leefgebied, name="leefgebied"),
    path("doelgroep/<slug:code>/", views.doelgroep, name="doelgroep"),
    path("a-z/", views.az, name="az"),
    path("begrippen/", views.begrippen, name="begrippen"),
    path("hoe-werkt-het/", views.hoe_werkt_het, name="hoe_werkt_het"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path("robots.txt", views.robots, name="robots"),
]
