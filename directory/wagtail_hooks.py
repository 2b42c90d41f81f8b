"""Where the guide meets Wagtail's editing screens; the screens themselves stand in directory/admin/."""

from typing import Any

from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What we write in Wagtail's log, in words for the history of a page."""
    for action, label, message in (
        ("gids.toegelaten", "Toegelaten", "Toegelaten tot de gids"),
        ("gids.lid_erbij", "Lid erbij", "Iemand kreeg toegang"),
        ("gids.lid_eraf", "Lid eraf", "Iemands toegang eindigde"),
        ("gids.nagekeken", "Nagekeken", "Nagekeken: dit klopt nog"),
        ("gids.afwezig", "Afwezig gemeld", "Afwezigheid gemeld"),
        ("gids.aanwezig", "Weer aanwezig", "Weer aanwezig gemeld"),
        ("gids.vertrokken", "Vertrek gemeld", "Vertrek gemeld"),
        ("gids.terug", "Vertrek ongedaan", "Vertrek ongedaan gemaakt"),
        ("gids.zichtbaar", "Zichtbaarheid", "Zichtbaarheid aangepast"),
        ("gids.alleen_functie", "Alleen functie", "De naam is van de kaart gehaald"),
        ("gids.wie_dan_wel", "Verwijzing aangepast", "Een genoemde organisatie is vervangen"),
        ("gids.melding_klaar", "Melding afgehandeld", "Een melding is afgehandeld"),
    ):
        actions.register_action(action, label, message)
