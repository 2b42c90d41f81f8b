"""What somebody may do with a page of the guide, stricter than Wagtail where losing it would hurt many."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from wagtail.models import Page, PagePermissionTester


class EditorRequest(HttpRequest):
    """A request below /admin/, where Wagtail lets in nobody who is not logged in."""

    user: User


class GidsPermissionTester(PagePermissionTester):
    """Nothing is copied or ordered by hand; no privacy of Wagtail's own, for directory.visibility decides."""

    def can_copy(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False


class ParentPermissionTester(GidsPermissionTester):
    """An agency, team or region goes, moves or disappears only by who keeps the page above it: not by its editors."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._keeps_parent() and bool(super().can_delete(ignore_bulk=ignore_bulk))

    def can_unpublish(self) -> bool:
        return self._keeps_parent() and bool(super().can_unpublish())

    def _keeps_parent(self) -> bool:
        if self.user.is_superuser:
            return True
        held = self.permission_policy.get_cached_permissions_for_user(self.user)
        above = (p for p in held if self.page.path.startswith(p.page.path) and p.page_id != self.page.pk)
        return any(p.permission.codename == "publish_page" for p in above)


def tester(page: Page, user: Any) -> PagePermissionTester:
    """The rights of a user on a page, asked of its own kind (bulk actions hold plain pages)."""
    return page.specific.permissions_for_user(user)
