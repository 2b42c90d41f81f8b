"""What somebody may do with a page of the guide, stricter than Wagtail where losing it would hurt many."""

from typing import Any

from wagtail.models import Page, PagePermissionTester


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
        parent = Page.get_parent(self.page)
        return parent is not None and parent.permissions_for_user(self.user).can_publish_subpage()


def tester(page: Page, user: Any) -> PagePermissionTester:
    """The rights of a user on a page, asked of its own kind (bulk actions hold plain pages)."""
    return page.specific.permissions_for_user(user)
