// Questions before something is done. They are the browser's own dialogs: keys, focus and Escape work as everywhere.

import { element } from "./elements.js";

/** Returns null when it is not to be done, else what was typed, or "". */
export function ask({ title, text, does, danger = false, field = null }) {
  return new Promise((resolve) => {
    const input = field && element("input", { type: "text", id: "dialog-field", autocomplete: "off", spellcheck: "false", placeholder: field.hint });
    const finish = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    const done = () => {
      if (input && !input.value.trim()) {
        input.focus();
        return;
      }
      finish(input ? input.value.trim() : "");
    };
    const yes = element("button", { type: "button", class: danger ? "danger" : "strong", onclick: done }, does);
    const no = element("button", { type: "button", onclick: () => finish(null) }, "Cancel");
    const dialog = element(
      "dialog",
      { "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" },
      element("h2", { id: "dialog-title" }, title),
      element("p", { id: "dialog-text" }, text),
      ...(input ? [element("label", { for: "dialog-field" }, field.label), input] : []),
      element("div", { class: "choices" }, no, yes),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(null);
    });
    input?.addEventListener("keydown", (event) => event.key === "Enter" && done());
    document.body.append(dialog);
    dialog.showModal();
    (input ?? yes).focus();
  });
}
