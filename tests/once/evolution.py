"""Evolution's address book (evolution-data-server), told what to do line by line; run by the Python of Debian."""

import json
import sys
import time
from urllib.parse import urlsplit

import gi

for name in ("EDataServer", "EBook", "EBookContacts"):
    gi.require_version(name, "1.2")
from gi.repository import EBook, EBookContacts, EDataServer, GLib  # noqa: E402  # the versions must be named first

WAIT, PAUSE = 20, 4  # seconds


class Evolution:
    """One book, found from the name of the site alone."""

    def __init__(self, url, user, password):
        self.url, self.user, self.password = urlsplit(url), user, password
        self.registry = EDataServer.SourceRegistry.new_sync(None)

    def find(self):
        """The address books that Evolution finds when it knows no more than the name of the site."""
        source = self._source("search", "/")
        credentials = EDataServer.NamedParameters.new()
        credentials.set("username", self.user)
        credentials.set("password", self.password)
        found = EDataServer.webdav_discover_sources_sync(
            source, self.url.geturl(), EDataServer.WebDAVDiscoverSupports.CONTACTS, credentials, None
        )
        self.books = [one for one in found if isinstance(one, list)][0]
        return [[one.display_name, one.href] for one in self.books]

    def open(self):
        path = urlsplit(self.books[0].href).path
        source = self._source("gids", path)
        source.store_password_sync(self.password, True, None)
        self.registry.commit_source_sync(source, None)
        self.client = EBook.BookClient.connect_sync(self.registry.ref_source("gids"), WAIT, None)
        self.refresh()
        return True

    def readonly(self):
        return self.client.is_readonly()

    def refresh(self):
        self.client.refresh_sync(None)
        time.sleep(PAUSE)  # it only begins here, and tells nobody when it is done

    def list(self):
        """Name, title and numbers of every contact."""
        query = EBookContacts.BookQuery.any_field_contains("").to_string()
        _, contacts = self.client.get_contacts_sync(query, None)
        return sorted(
            [c.get_property("full-name"), c.get_property("title") or "", c.get_property("business-phone") or ""]
            for c in contacts
        )

    def write(self):
        """Tries to add somebody; gives what Evolution says of it."""
        contact = EBookContacts.Contact.new_from_vcard("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:X\r\nN:X;;;;\r\nEND:VCARD\r\n")
        try:
            self.client.add_contact_sync(contact, 0, None)
        except GLib.Error as error:
            return error.message
        return "written"

    def _source(self, uid, path):
        source = EDataServer.Source.new_with_uid(uid, None)
        source.set_display_name(uid)
        source.get_extension("Address Book").set_backend_name("carddav")
        source.get_extension("Offline").set_stay_synchronized(True)
        login = source.get_extension("Authentication")
        login.set_host(self.url.hostname)
        login.set_port(self.url.port)
        login.set_user(self.user)
        login.set_method("plain/password")
        source.get_extension("Security").set_method("none")
        source.get_extension("WebDAV Backend").set_resource_path(path)
        return source


evolution = Evolution(*sys.argv[1:4])
for line in sys.stdin:
    try:
        said = {"answer": getattr(evolution, line.strip())()}
    except (GLib.Error, AttributeError, IndexError, TypeError) as error:
        said = {"error": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
