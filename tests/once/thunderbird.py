"""Thunderbird without a window, told what to do line by line through Marionette, its own remote control."""

import json
import os
import socket
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

PORT = 8761
USER_JS = f"""
user_pref("marionette.port", {PORT});
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.server", "");
user_pref("extensions.update.enabled", false);
user_pref("mailnews.start_page.enabled", false);
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mail.spotlight.firstRunDone", true);
user_pref("network.dns.disabled", false);
"""
START = """
const [url, user, password, done] = arguments;
const { CardDAVUtils } = ChromeUtils.importESModule("resource:///modules/CardDAVUtils.sys.mjs");
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const CARDDAV = 102;
const book = () => MailServices.ab.directories.find((one) => one.dirType === CARDDAV);
const value = (card, name) => card.vCardProperties.getFirstValue(name) ?? "";
const facts = (card) => [card.displayName, value(card, "title"), value(card, "tel")];
const cards = () => book().childCards.map(facts).sort();
const synced = (begin) => new Promise((resolve) => {
  const told = { observe() { Services.obs.removeObserver(told, "addrbook-directory-synced"); resolve("synced"); } };
  Services.obs.addObserver(told, "addrbook-directory-synced");
  begin();
});
const steps = {
  async find() {
    globalThis.ourBooks = await CardDAVUtils.detectAddressBooks(user, password, url, false);
    return ourBooks.map((one) => [one.name, one.url.href]);
  },
  open() { return synced(() => ourBooks[0].create()); },
  refresh() { return synced(() => book().wrappedJSObject.syncWithServer()); },
  async list() { return cards(); },
  async readonly() { return book().readOnly; },
  async write() {
    const card = Cc["@mozilla.org/addressbook/cardproperty;1"].createInstance(Ci.nsIAbCard);
    card.displayName = "X";
    book().addCard(card);
    return "written";
  },
};
steps.WORD().then((said) => done({ answer: said }), (error) => done({ error: String(error) }));
"""


class Marionette:
    """The remote control: a length, a colon and JSON, both ways."""

    def __init__(self, port: int) -> None:
        self.numbers = count(1)
        for _ in range(600):
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
                break
            except OSError:
                time.sleep(0.2)
        self._read()
        self.ask("WebDriver:NewSession", {})
        self.ask("Marionette:SetContext", {"value": "chrome"})
        self.ask("WebDriver:SetTimeouts", {"script": 100_000})

    def ask(self, what: str, given: dict[str, object]) -> object:
        packet = json.dumps([0, next(self.numbers), what, given]).encode()
        self.socket.sendall(str(len(packet)).encode() + b":" + packet)
        _, _, error, value = self._read()
        return {"value": {"error": error["message"]}} if error else value

    def _read(self) -> list:
        size = b""
        while not size.endswith(b":"):
            size += self.socket.recv(1)
        text = b""
        while len(text) < int(size[:-1]):
            text += self.socket.recv(int(size[:-1]) - len(text))
        return json.loads(text)


def main(url: str, user: str, password: str) -> None:
    profile = Path(os.environ["HOME"]) / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(USER_JS)
    command = ["thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--profile", str(profile)]
    program = subprocess.Popen(command, stdout=sys.stderr)
    try:
        marionette = Marionette(PORT)
        for line in sys.stdin:
            script = START.replace("WORD", line.strip())
            given = {"script": script, "args": [url, user, password], "sandbox": "system", "newSandbox": False}
            sys.stdout.write(json.dumps(marionette.ask("WebDriver:ExecuteAsyncScript", given)["value"]) + "\n")
            sys.stdout.flush()
    finally:
        program.terminate()
        program.wait(20)


if __name__ == "__main__":
    main(*sys.argv[1:4])
