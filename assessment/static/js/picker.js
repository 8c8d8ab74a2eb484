// Adds a search box and chips to a list of check boxes. Without this file the check boxes work as they are.
(() => {
  "use strict";

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const enhance = (picker) => {
    const list = picker.querySelector("[data-picker-list]");
    const most = Number(picker.dataset.most);
    const options = [...list.querySelectorAll("label")].map((label) => ({
      label,
      box: label.querySelector("input"),
      name: label.textContent.trim(),
      words: folded(`${label.textContent} ${label.dataset.words}`),
    }));

    const search = made("input", { type: "search", id: "picker-search", className: "govuk-input", autocomplete: "off" });
    const hint = made("p", { id: "picker-hint", className: "govuk-hint", textContent: "Type part of a name or sector" });
    const title = made("label", { htmlFor: search.id, className: "govuk-label", textContent: "Search" });
    const chips = made("ul", { className: "ff-chips ff-chips--live" });
    const status = made("p", { className: "ff-pick__status", role: "status" });
    search.setAttribute("aria-describedby", hint.id);
    chips.setAttribute("aria-label", "Chosen organisations");
    list.before(made("div", { className: "ff-pick__search" }, title, hint, search), chips, status);

    const ticked = () => options.filter(({ box }) => box.checked);

    const remove = (option) => {
      const place = ticked().indexOf(option);
      option.box.checked = false;
      draw();
      status.textContent = `${option.name} removed.`;
      (chips.querySelectorAll("button")[Math.min(place, chips.children.length - 1)] ?? search).focus();
    };

    const chip = (option, place) => {
      const cross = made("span", { className: "ff-chip__x", textContent: "×" });
      cross.setAttribute("aria-hidden", "true");
      const hidden = made("span", { className: "govuk-visually-hidden", textContent: "Remove " });
      const button = made("button", { type: "button", className: `ff-chip ff-chip--${place + 1}` }, hidden, option.name, cross);
      button.addEventListener("click", () => remove(option));
      return made("li", {}, button);
    };

    const draw = () => {
      const chosen = ticked();
      chips.replaceChildren(...chosen.map(chip));
      chips.hidden = chosen.length === 0;
    };

    const filter = () => {
      const words = folded(search.value).split(/\s+/).filter(Boolean);
      const found = options.filter((option) => {
        option.label.hidden = !words.every((word) => option.words.includes(word));
        return !option.label.hidden;
      });
      if (!words.length) status.textContent = "";
      else if (!found.length) status.textContent = "No organisation matches. Try fewer letters.";
      else status.textContent = found.length === 1 ? "1 organisation matches." : `${found.length} organisations match.`;
      return found;
    };

    const choose = (option) => {
      if (ticked().length > most) {
        option.box.checked = false;
        status.textContent = `You can compare up to ${most} organisations. Remove one to add ${option.name}.`;
      } else {
        status.textContent = "";
      }
      draw();
    };

    search.addEventListener("input", filter);
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const found = filter();
      if (!search.value.trim() || found.length !== 1) return;
      found[0].box.checked = true;
      search.value = "";
      filter();
      choose(found[0]);
    });
    for (const option of options) option.box.addEventListener("change", () => choose(option));
    draw();
  };

  document.querySelectorAll("[data-picker]").forEach(enhance);
})();
