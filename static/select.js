// Type-ahead for the list of units, by their signs or the first letters of their pinyin. Search waits until a Chinese input method has finished a word.
"use strict";

for (const select of document.querySelectorAll('select[name="unit"], select.pick')) {
  const plugins = select.multiple ? { remove_button: { title: select.dataset.remove } } : {};
  const box = new TomSelect(select, { maxOptions: null, allowEmptyOption: true, searchField: ["text", "initials"], plugins });
  select.setAttribute("aria-hidden", "true");
  const hold = (event) => {
    if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
  };
  box.control_input.addEventListener("input", hold, true);
  box.control_input.addEventListener("keydown", hold, true);
  box.control_input.addEventListener("compositionend", () => {
    box.control_input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
