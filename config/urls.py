"""The addresses of the site; ours come first, Wagtail's pages last."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    # Both logins of Wagtail's own have no limit on tries (measured): one door for everybody.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include("directory.admin.doors")),
    path("admin/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include("access.urls")),
    path("", include("search.urls")),
    path("", include("phonebook.urls")),
    path("", include("phonebook.list_urls")),
    path("", include("home.urls")),
    path("", include("directory.urls")),
    path("", include(wagtail_urls)),
]
handler404 = "home.views.not_found"
