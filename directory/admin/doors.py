"""Addresses of Wagtail's that tell too much, or in English: answered here first (config/urls.py).

Found by tests/directory/admin/test_rights.py, which asks every address below /admin/ for another agency.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page

from directory.admin.guards import choosable
from directory.admin.permissions import EditorRequest


def choose_below(request: EditorRequest, parent_page_id: int) -> HttpResponse:
    """The page chooser below a page; Wagtail shows the title of any page here, also a card of another agency."""
    get_object_or_404(choosable(Page.objects.all(), request), pk=parent_page_id)
    return BrowseView.as_view()(request, parent_page_id)


def shut(request: EditorRequest, **kwargs: Any) -> HttpResponse:
    """A photo to put inside a text: we have no such texts, and Wagtail shows every photo here."""
    raise Http404


def page_types_usage(request: EditorRequest, **kwargs: Any) -> HttpResponse:
    """Names the page last edited of each kind, whoever's it is: for administrators."""
    if not request.user.is_superuser:
        raise PermissionDenied
    return PageTypesUsageReportView.as_view(**kwargs)(request)


class OwnImages(ImagesAdminAPIViewSet):
    """Wagtail lists the photos of all agencies here."""

    def get_queryset(self) -> Any:
        return image_policy.instances_user_has_permission_for(self.request.user, "choose").order_by("id")


class OwnDocuments(DocumentsAdminAPIViewSet):
    """Wagtail lists the documents of all here."""

    def get_queryset(self) -> Any:
        return document_policy.instances_user_has_permission_for(self.request.user, "choose").order_by("id")


class Words(JavaScriptCatalog):
    """The words of Wagtail's scripts, with ours for what is English in its Dutch."""

    packages = ["wagtail.admin"]

    def get_catalog(self) -> dict[str, Any]:
        return {**super().get_catalog(), "Dashboard": "Overzicht", "Minimap": "Inhoud van dit scherm"}


def narrow_api(router: Any) -> None:
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


urlpatterns = [
    path("jsi18n/", Words.as_view()),
    path("choose-page/<int:parent_page_id>/", require_admin_access(choose_below)),
    path("images/chooser/<int:image_id>/select_format/", require_admin_access(shut)),
    path("reports/page-types-usage/", require_admin_access(page_types_usage)),
    path("reports/page-types-usage/results/", require_admin_access(page_types_usage), {"results_only": True}),
]
