/* The date picker of Wagtail holds one English word that its list of translations does not know. */
(() => {
  "use strict";

  function translate() {
    for (const button of document.querySelectorAll(".xdsoft_save_selected")) {
      if (button.textContent !== "Kies deze datum") button.textContent = "Kies deze datum";
    }
  }

  new MutationObserver(translate).observe(document.body, { childList: true });
  translate();
})();
