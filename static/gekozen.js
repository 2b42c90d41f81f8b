/* Who was ticked among the answers stays ticked when more answers are shown. What was ticked stays in this tab
   (sessionStorage) and goes nowhere. Without this file the answers that are shown anew have no ticks. */
(() => {
  "use strict";

  const KEY = "gekozen";
  const form = document.querySelector("form.picks");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=kaart]")];

  function taken() {
    try {
      const value = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
      return value;
    } catch {
      return null; // no storage in this browser, or not ours
    }
  }

  const before = taken();
  if (before?.url === location.href) {
    for (const box of boxes) box.checked ||= before.kaarten.includes(box.value);
  }

  form.addEventListener("click", (event) => {
    const more = event.target.closest(".hits__more a");
    if (!more) return;
    const kaarten = boxes.filter((box) => box.checked).map((box) => box.value);
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ url: more.href, kaarten }));
    } catch {
      // full or forbidden: then the ticks are lost
    }
  });
})();
