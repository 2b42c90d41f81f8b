"""Addresses for getting in and out. Only these doors of allauth exist; the names are allauth's own."""

from allauth.account import views as account
from django.urls import path

from access import views

urlpatterns = [
    path("inloggen/", views.login, name="account_login"),
    path("inloggen/code/", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/uitgezet/", account.account_inactive, name="account_inactive"),
    path("inloggen/nogmaals/", account.reauthenticate, name="account_reauthenticate"),
    path("aanmelden/", account.signup, name="account_signup"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("overal-uitloggen/", views.log_out_everywhere, name="overal_uitloggen"),
    path("mijn-account/", views.my_account, name="mijn_account"),
    path("mijn-account/wachtwoord/", account.password_change, name="account_change_password"),
    path("mijn-account/wachtwoord/maken/", account.password_set, name="account_set_password"),
]
