// Warns before somebody is signed out for want of a sign of life. Without this file, what was typed is kept all the same.
(() => {
  "use strict";

  const box = document.querySelector("[data-idle-minutes]");
  if (!box || !window.HTMLDialogElement) return;
  const minute = 60_000;
  const whole = Number(box.dataset.idleMinutes) * minute;
  const warning = Math.min(5 * minute, whole / 2);
  const question = box.querySelector("[data-idle-question]");
  const over = box.querySelector("[data-idle-over]");
  const stay = box.querySelector("[data-idle-stay]");
  let timers = [];

  const warn = () => { question.hidden = false; over.hidden = true; stay.hidden = false; box.showModal(); };
  const end = () => { question.hidden = true; over.hidden = false; stay.hidden = true; if (!box.open) box.showModal(); };
  const begin = () => {
    timers.forEach(clearTimeout);
    timers = [setTimeout(warn, whole - warning), setTimeout(end, whole)];
  };

  stay.addEventListener("click", async () => {
    const body = new URLSearchParams({ csrf_token: box.dataset.token });
    const answer = await fetch(box.dataset.here, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
    if (answer?.status === 204) { box.close(); begin(); } else end();
  });
  box.querySelector("[data-idle-close]").addEventListener("click", () => box.close());
  begin();
})();
