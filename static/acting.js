// The form of an action: drafts are kept while typing, files as soon as they are chosen.
"use strict";

const form = document.querySelector("form.act-form");
const saved = document.querySelector("[data-saved]");
const SAVE_AFTER = 1000; // milliseconds without a key

const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1] ?? "";

// Signing in again in another tab changes the token that the page was made with.
const freshenToken = () => {
  const token = cookie("csrftoken");
  if (token) form.elements.csrfmiddlewaretoken.value = token;
};

const send = async (extra) => {
  freshenToken();
  const body = new FormData(form);
  for (const [name, value] of Object.entries(extra)) body.append(name, value);
  if (!("upload" in extra)) body.delete("files");
  const options = { method: "POST", body, headers: { "X-Requested-With": "fetch" } };
  const answer = await fetch(window.location.href, options).catch(() => null);
  if (answer?.ok && !answer.redirected) return answer.text();
  saved.textContent = form.dataset.expired;
  return null;
};

let waiting = 0;
const saveSoon = (event) => {
  if (event.isComposing || event.target.type === "file") return;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const line = await send({ draft: "1" });
    if (line !== null) saved.innerHTML = line;
  }, SAVE_AFTER);
};

const replaceFiles = async (extra) => {
  const fresh = await send(extra);
  if (fresh === null) return;
  document.querySelector("[data-files]").outerHTML = fresh;
  prepareFiles();
};

const prepareFiles = () => {
  const area = document.querySelector("[data-files]");
  if (!area) return;
  const input = area.querySelector("input[type=file]");
  area.querySelector("button[name=upload]").hidden = true;
  input.addEventListener("change", () => replaceFiles({ upload: "1" }));
  for (const button of area.querySelectorAll("button[name=remove]")) {
    button.type = "button";
    button.addEventListener("click", () => replaceFiles({ upload: "1", remove: button.value }));
  }
  for (const kind of ["dragover", "drop"]) area.addEventListener(kind, (event) => event.preventDefault());
  area.addEventListener("drop", (event) => {
    input.files = event.dataTransfer.files;
    replaceFiles({ upload: "1" });
  });
};

const fill = (event) => {
  form.elements[event.target.dataset.fill].value = event.target.textContent;
};

// Where a choice changes the page, making it is enough.
const prepareChoice = () => {
  const button = form.querySelector("button[name=choose]");
  if (!button) return;
  button.hidden = true;
  form.elements.unit.addEventListener("change", () => button.click());
};

if (form) {
  prepareChoice();
  for (const button of form.querySelectorAll("[data-fill]")) button.addEventListener("click", fill);
  if ("draft" in form.dataset) form.addEventListener("input", saveSoon);
  form.addEventListener("compositionend", saveSoon);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    freshenToken();
  });
  prepareFiles();
}
