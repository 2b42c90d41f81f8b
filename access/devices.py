"""What a device is called in plain words, from what its browser says about itself."""

# The first that is named wins: Edge and Opera also say Chrome, Chrome also says Safari, Android also says Linux.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "een Mac"),
    ("CrOS", "een Chromebook"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Browser and system in words: `Chrome op Android`, or "Onbekende browser"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "Onbekende browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} op {system}" if system else browser
