// Small helps for pages that work without them.
"use strict";

const focusErrors = () => document.querySelector("[data-focus]")?.focus();

const openMenus = () => document.querySelectorAll("details.menu[open], details.why[open]");

const closeOthers = (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
};

const closeMenus = () => {
  if (document.querySelector("dialog[open]")) return; // the browser closes it first
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
};

const FIELDS = "input, textarea, select, [contenteditable]";
const KEYS_OFF = "keys off"; // in the browser's store, by whoever does not want a single key to act

const openKeys = (event) => {
  const keys = document.querySelector("[data-keys]");
  if (!keys || keys.open || event.target.closest(FIELDS) || localStorage.getItem(KEYS_OFF)) return;
  event.preventDefault();
  keys.showModal();
};

const toSearch = (event) => {
  if (event.target.closest(`${FIELDS}, [role=combobox]`)) return;
  const boxes = [...document.querySelectorAll("[data-search]")].filter((one) => one.offsetParent);
  const box = boxes.find((one) => one.closest("main")) || boxes[0];
  const way = document.querySelector(".search-link");
  if (!box && !way) return;
  event.preventDefault();
  if (box) box.focus();
  else way.click();
};

// Each key stands in templates/frame/_keys.html too, where people look it up.
const KEYS = { "?": openKeys, "/": toSearch, Escape: closeMenus };

const press = (event) => {
  if (event.isComposing || event.keyCode === 229) return; // a Chinese input method has the key
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  KEYS[event.key]?.(event);
};

const letKeysBeOff = (box) => {
  box.checked = Boolean(localStorage.getItem(KEYS_OFF));
  box.addEventListener("change", () => (box.checked ? localStorage.setItem(KEYS_OFF, "yes") : localStorage.removeItem(KEYS_OFF)));
};

// A second click on a button that is already sending changes nothing.
const sendOnce = (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
};

// Empty fields stay out of the address.
const sendFilled = (event) => {
  const form = event.target.closest("form[data-filter]");
  if (!form) return;
  for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
};

// The browser writes dates in its own order: say the date again in the page's language.
const echoDate = (input) => {
  const echo = document.createElement("output");
  echo.className = "quiet date-echo";
  input.after(echo);
  const say = () => {
    const [year, month, day] = input.value.split("-").map(Number);
    const style = { year: "numeric", month: "long", day: "numeric", weekday: "long", timeZone: "UTC" };
    echo.textContent = year ? new Date(Date.UTC(year, month - 1, day)).toLocaleDateString(document.documentElement.lang, style) : "";
  };
  input.addEventListener("input", say);
  say();
};

// A usual day for a reply: fills the date field beside it.
const offerDay = (button) => {
  const input = button.form.elements.reply_by;
  const press = () => button.setAttribute("aria-pressed", input.value === button.dataset.day);
  button.hidden = false;
  button.addEventListener("click", () => {
    input.value = button.dataset.day;
    input.dispatchEvent(new Event("input"));
  });
  input.addEventListener("input", press);
  press();
};

// What was typed stays in this tab until it is sent. Forms with a draft on the server do without.
const keepWords = (form) => {
  const key = (field) => `words ${location.pathname} ${form.getAttribute("action") || ""} ${field.name}`;
  for (const field of form.querySelectorAll("textarea")) {
    if (!field.value) field.value = sessionStorage.getItem(key(field)) || "";
    field.addEventListener("input", () => sessionStorage.setItem(key(field), field.value));
    form.addEventListener("submit", () => sessionStorage.removeItem(key(field)));
  }
};

const copySentence = async (button) => {
  const text = document.querySelector(button.dataset.copy).textContent.replace(/\s+/g, " ").trim();
  await navigator.clipboard.writeText(text);
  button.textContent = button.dataset.copied;
};

// Sheets show what is folded on the screen.
let folded = [];
const unfold = () => {
  folded = document.querySelectorAll("[data-print-open]:not([open])");
  for (const fold of folded) fold.open = true;
};
const foldAgain = () => {
  for (const fold of folded) fold.open = false;
};

// How much waits for the person, where the server has not worked it out since the last act.
const askCount = async () => {
  const places = document.querySelectorAll("[data-count]");
  if (!places.length) return;
  const answer = await fetch(places[0].dataset.count).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const badge = await answer.text();
  for (const place of places) place.outerHTML = badge;
};

const offerAll = (all) => {
  const boxes = all.form.querySelectorAll(`input[name="${all.dataset.checkAll}"]`);
  all.closest("label").hidden = false;
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
};

document.addEventListener("click", closeOthers);
document.addEventListener("keydown", press);
document.addEventListener("submit", sendOnce);
document.addEventListener("submit", sendFilled);
window.addEventListener("beforeprint", unfold);
window.addEventListener("afterprint", foldAgain);
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  for (const field of document.querySelectorAll("form[data-filter] :disabled")) field.disabled = false;
});
// Nobody reads what another person typed before him.
if (document.querySelector('input[type="password"]')) sessionStorage.clear();
document.querySelectorAll('form[method="post"]:not([data-draft])').forEach(keepWords);
// What days a list or a comparison was asked for the page itself tells; words that come later would move it.
document.querySelectorAll('input[type="date"]:not(.compare-form *, .filter *)').forEach(echoDate);
document.querySelectorAll("[data-day]").forEach(offerDay);
document.querySelectorAll("[data-check-all]").forEach(offerAll);
document.querySelectorAll("[data-keys-off]").forEach(letKeysBeOff);
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copySentence(button));
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
focusErrors();
askCount();
