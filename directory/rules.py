"""Rules that look further than one row: loops, and who still names an agency."""

from django.core.exceptions import ValidationError

from directory.models.agency import AgencyPage


def validate_onderdeel_van(page: AgencyPage) -> None:
    """An agency is never part of itself, also not by way of others."""
    seen = {page.pk} if page.pk else set()
    above = page.onderdeel_van
    while above is not None:
        if above.pk in seen:
            raise ValidationError(
                {"onderdeel_van": f"Dit maakt een kring: {above.title} hoort al bij deze organisatie. Kies een andere."}
            )
        seen.add(above.pk)
        above = above.onderdeel_van
