// The meeting by keyboard and remote. Without it all is plain links and a form.
"use strict";

// In a block of its own: static/ledger.js has a table of keys too.
{
  const FIELDS = "input, textarea, select";
  const KEYS_OFF = "keys off"; // as static/ledger.js keeps it

  const go = (selector) => () => document.querySelector(selector)?.click();

  // The number of a kind chooses it, and the cursor stands in its words.
  const choose = (number) => () => {
    const kind = document.querySelectorAll(".meet-kinds input")[number - 1];
    if (!kind || localStorage.getItem(KEYS_OFF)) return;
    kind.checked = true;
    kind.form.elements.text.focus();
  };

  // Each key stands in templates/frame/_keys.html too. Remotes send the pages up and down.
  const KEYS = {
    ArrowRight: go("a[rel=next]"),
    PageDown: go("a[rel=next]"),
    ArrowLeft: go("a[rel=prev]"),
    PageUp: go("a[rel=prev]"),
    Escape: go("[data-leave]"),
    ...Object.fromEntries([1, 2, 3, 4, 5].map((number) => [number, choose(number)])),
  };

  // Who writes keeps his keys; Escape brings him back to them all.
  const WRITING = { Escape: (field) => field.blur() };

  const press = (event) => {
    // A Chinese input method uses the same keys while it composes.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    const field = event.target.closest?.(FIELDS);
    const act = (field ? WRITING : KEYS)[event.key];
    if (!act) return;
    event.preventDefault();
    act(field);
  };

  document.addEventListener("keydown", press);
}
