"""One click for many pages: "Gegevens kloppen"."""

from typing import Any

from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from directory import actions
from directory.admin.permissions import tester
from directory.models import AgencyPage, ContactCardPage


class GegevensKloppen(PageBulkAction):
    """Say of the chosen agencies and cards that they are still right."""

    display_name = "Gegevens kloppen"
    aria_label = "De gegevens van de gekozen pagina’s kloppen nog"
    action_type = "gegevens_kloppen"
    template_name = "directory/admin/bulk_klopt.html"
    models = [Page]  # the lists show an action only where it is registered for pages in general

    def check_perm(self, page: Page) -> bool:
        specific = page.specific
        return isinstance(specific, (AgencyPage, ContactCardPage)) and tester(specific, self.request.user).can_edit()

    @classmethod
    def execute_action(cls, objects: list[Page], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        for page in objects:
            actions.check_page(page=page, user=user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return f"Bedankt. Nagekeken vandaag: {num_parent_objects}."
