/* "Terug naar 14 antwoorden" on a card or agency that was reached from the answers. The address of the answers stays in
   this tab (sessionStorage) and goes nowhere. Without this file there are the breadcrumbs and the browser's own button. */
(() => {
  "use strict";

  const KEY = "antwoorden";
  const LONGEST = 20; // pages from the answers on

  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch {
      return null; // no storage in this browser, or not ours
    }
  }

  function store(value) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(value));
    } catch {
      // full or forbidden: then there is no link back
    }
  }

  const head = document.querySelector("[data-antwoorden]");
  if (head) {
    const remember = () => store({ url: location.href, aantal: Number(head.dataset.antwoorden), paden: [] });
    remember();
    window.addEventListener("pageshow", (event) => event.persisted && remember()); // other answers came since
    return;
  }

  const place = document.querySelector("[data-terug]");
  const answers = stored();
  if (!place || !answers || !document.referrer) return;
  const from = new URL(document.referrer);
  const direct = document.referrer === answers.url.split("#")[0];
  const along = from.origin === location.origin && answers.paden.includes(from.pathname);
  if (!direct && !along) return;
  store({ ...answers, paden: [...answers.paden.filter((path) => path !== location.pathname), location.pathname].slice(-LONGEST) });

  const arrived = location.hash;
  const link = document.createElement("a");
  const { aantal } = answers;
  link.href = answers.url;
  link.textContent = aantal === 0 ? "Terug naar je vraag" : aantal === 1 ? "Terug naar 1 antwoord" : `Terug naar ${aantal} antwoorden`;
  link.addEventListener("click", (event) => {
    if (!direct || location.hash !== arrived || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.back(); // to the same place on the page; after a jump within this one that would lead to this one
  });
  place.append(link);
  place.hidden = false;
})();
