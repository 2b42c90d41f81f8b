/* Suggestions while typing, as an ARIA combobox with a list, and a sign that an answer is on its way.
   Without this file the form asks its question as it is. What is typed goes to our own server only. */
(() => {
  "use strict";

  const PAUSE = 120; // milliseconds of not typing
  const SHORTEST = 2;
  let boxes = 0;

  class Box {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input[name=vraag]");
      this.id = `suggesties-${++boxes}`;
      this.options = [];
      this.active = -1;
      this.silentUntil = 0;
      this.dress();
      this.listen();
      if (document.activeElement === this.input && this.input.value !== this.input.defaultValue) this.later(); // typed before this file came
    }

    dress() {
      this.list = document.createElement("div");
      this.list.id = this.id;
      this.list.className = "suggesties";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", "Suggesties");
      this.status = document.createElement("p");
      this.status.className = "visually-hidden";
      this.status.setAttribute("role", "status");
      this.form.append(this.list, this.status);
      const value = this.input.value;
      this.input.type = "text"; // a search field may not be a combobox
      this.input.value = value;
      for (const [name, text] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.id]]) {
        this.input.setAttribute(name, text);
      }
    }

    listen() {
      this.input.addEventListener("input", () => {
        this.busy(false); // who stopped an answer that took too long asks anew
        this.later(); // also of a word that a phone's keyboard still underlines
      });
      this.input.addEventListener("keydown", (event) => event.isComposing || this.key(event));
      this.input.addEventListener("blur", () => this.close());
      this.list.addEventListener("pointerdown", (event) => {
        event.preventDefault(); // the field keeps the focus
        this.stop(); // what is under the thumb stays there
      });
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(option);
      });
      this.form.addEventListener("submit", () => {
        this.close(); // no list comes over the page once it is asked
        this.busy(true);
      });
      window.addEventListener("pageshow", () => this.busy(false)); // also when the page comes back from the history
    }

    later() {
      this.stop();
      if (this.input.value.trim().length < SHORTEST) return this.close();
      this.list.setAttribute("aria-busy", "true"); // what it shows is of an earlier beginning
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    stop() {
      clearTimeout(this.timer);
      this.request?.abort();
      this.list.setAttribute("aria-busy", "false");
    }

    async ask() {
      if (Date.now() < this.silentUntil) return this.close();
      this.request = new AbortController();
      const address = `${this.form.dataset.suggesties}?${new URLSearchParams({ begin: this.input.value })}`;
      try {
        const response = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
        if (response.status === 429) this.silentUntil = Date.now() + 1000 * (Number(response.headers.get("Retry-After")) || 60);
        if (!response.ok) return this.close();
        const { groepen } = await response.json();
        if (document.activeElement === this.input) this.show(groepen);
      } catch (error) {
        if (error.name !== "AbortError") this.close(); // no connection: the form still works
      }
    }

    show(groups) {
      this.list.setAttribute("aria-busy", "false");
      this.list.replaceChildren(...groups.map((group, number) => this.group(group, number)));
      this.options = [...this.list.querySelectorAll("[role=option]")];
      this.activate(-1);
      const count = this.options.length;
      this.open(count > 0);
      this.status.textContent = count === 0 ? "Geen suggesties" : count === 1 ? "1 suggestie" : `${count} suggesties`;
    }

    group({ naam, keuzes }, number) {
      const group = document.createElement("div");
      const label = document.createElement("span");
      label.id = `${this.id}-${number}`;
      label.className = "suggesties__kop";
      label.setAttribute("role", "presentation");
      label.textContent = naam;
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", label.id);
      group.append(label, ...keuzes.map((choice, place) => this.option(choice, `${this.id}-${number}-${place}`)));
      return group;
    }

    option({ naam, bij, url }, id) {
      const option = document.createElement("div");
      option.id = id;
      option.className = "suggesties__keuze";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = url;
      option.dataset.naam = naam;
      const name = document.createElement("span");
      name.className = "suggesties__naam";
      name.textContent = naam;
      option.append(name);
      if (bij) {
        const about = document.createElement("span");
        about.className = "suggesties__bij";
        about.textContent = bij;
        option.append(" ", about);
      }
      return option;
    }

    key(event) {
      const last = this.options.length - 1;
      const move = {
        ArrowDown: () => (this.isOpen() ? this.step(this.active === last ? -1 : this.active + 1) : this.later()),
        ArrowUp: () => this.isOpen() && this.step(this.active === -1 ? last : this.active - 1),
        Home: () => this.active >= 0 && (this.activate(0), true),
        End: () => this.active >= 0 && (this.activate(last), true),
        Escape: () => (this.isOpen() || this.isWaiting() ? this.close() : (this.input.value = "")),
        Enter: () => this.active >= 0 && (this.choose(this.options[this.active]), true),
      }[event.key];
      if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (move() !== false) event.preventDefault();
    }

    step(number) {
      this.stop(); // who chooses from a list keeps that list
      this.activate(number);
    }

    isOpen() {
      return !this.list.hidden;
    }

    isWaiting() {
      return this.list.getAttribute("aria-busy") === "true";
    }

    open(yes) {
      this.list.hidden = !yes;
      this.input.setAttribute("aria-expanded", String(yes));
      if (!yes) this.activate(-1);
    }

    close() {
      this.stop();
      this.open(false);
      this.status.textContent = "";
    }

    activate(number) {
      this.options[this.active]?.setAttribute("aria-selected", "false");
      this.active = number;
      const option = this.options[number];
      if (!option) return this.input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    choose(option) {
      this.input.value = option.dataset.naam;
      this.close();
      this.busy(true);
      location.assign(new URL(option.dataset.url, location.origin));
    }

    busy(yes) {
      const button = this.form.querySelector("button[type=submit]");
      this.form.classList.toggle("ask--busy", yes);
      this.form.setAttribute("aria-busy", String(yes));
      button?.setAttribute("aria-disabled", String(yes));
      this.status.textContent = yes ? "Even zoeken" : "";
    }
  }

  for (const form of document.querySelectorAll("form[data-suggesties]")) new Box(form);
})();
