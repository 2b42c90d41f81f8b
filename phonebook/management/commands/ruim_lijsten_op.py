"""`manage.py ruim_lijsten_op`: every night; ended lists go, with all that guests filled in."""

from typing import Any

from django.core.management.base import BaseCommand

from phonebook import lists, samen


class Command(BaseCommand):
    help = "Wis samenlijsten die zijn geëindigd, en lijsten van browsers die niet terugkwamen. Draai dit elke nacht."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{samen.forget_ended()} samenlijsten en {lists.forget_unused()} lijsten gewist.")
