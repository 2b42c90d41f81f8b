/* A form on a bad connection (data-verbinding): it is sent only when the site answers, so what was typed stays on the
   screen when it does not. Without this file the form is sent as always. */
(() => {
  "use strict";

  const PATIENCE = 8000; // milliseconds

  async function siteAnswers() {
    try {
      const answer = await fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return answer.ok;
    } catch {
      return false; // no connection, or too slow
    }
  }

  for (const form of document.querySelectorAll("form[data-verbinding]")) {
    const notice = form.querySelector("[data-geen-verbinding]");
    let sending = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (sending) return;
      sending = true;
      notice.hidden = true;
      if (await siteAnswers()) {
        form.submit();
      } else {
        notice.hidden = false;
      }
      sending = false;
    });
  }
})();
