/* The form of a word: shows what a question finds now and with the word, without leaving the form.
   Without this file the button opens the same in a tab of its own. */
(() => {
  "use strict";

  const PAUSE = 700; // milliseconds after typing in the question
  const button = document.querySelector("[data-proef]");
  if (!button) return;
  const form = button.form;
  const field = document.getElementById("proefvraag");
  const outcome = document.querySelector("[data-proef-uitkomst]");
  let request;
  let timer;

  async function show({ follow = true } = {}) {
    clearTimeout(timer);
    request?.abort();
    request = new AbortController();
    outcome.textContent = "Even kijken …";
    try {
      const response = await fetch(button.formAction, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
        signal: request.signal,
      });
      if (!response.ok) throw new Error(String(response.status));
      outcome.innerHTML = await response.text(); // made by our own template
      if (follow) outcome.scrollIntoView({ block: "nearest" }); // not behind the bar with the button to save
    } catch (error) {
      if (error.name !== "AbortError") outcome.textContent = "Dat lukte niet. Probeer het nog eens.";
    }
  }

  button.addEventListener("click", (event) => {
    event.preventDefault();
    show();
  });
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would save the word
    show();
  });
  if (field.value) {
    show({ follow: false }); // the form opens at its first field, that is still empty
    form.querySelector("[name=naam]:placeholder-shown, [name=naam][value=''], [name=naam]:not([value])")?.focus();
  }
})();
