// Opens what is folded while a page is printed, for browsers whose style sheets cannot, and offers to print it.
(() => {
  "use strict";

  const folded = () => document.querySelectorAll("details.ff-fold:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => { opened = [...folded()]; for (const one of opened) one.open = true; });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
