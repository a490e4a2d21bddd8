// What the page does beyond its forms and links: keys, lighting the places of a finding together, local time, dropping.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// --- the places of a finding light together ---
function light(element, on) {
  const numbers = (element.dataset.f || "").trim().split(/\s+/);
  for (const other of all("[data-f]")) {
    if (other.dataset.f.trim().split(/\s+/).some((n) => numbers.includes(n))) other.classList.toggle("lit", on);
  }
}
const lightable = (event) => event.target.closest && event.target.closest("[data-f]");
let lit = null;
function follow(event) {
  const now = lightable(event);
  if (now === lit) return;
  if (lit) light(lit, false);
  if (now) light(now, true);
  lit = now;
}
document.addEventListener("pointerover", follow);
document.addEventListener("focusin", follow);

// --- a finding that is folded away opens when somebody goes to it ---
function open(element) {
  for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
}
function stand(element) {
  if (!element) return;
  open(element);
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.ref");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  stand(target);
});

// --- keys ---
const KEYS_OFF = "desk-keys-off";
const stored = () => { try { return localStorage.getItem(KEYS_OFF) === "1"; } catch { return false; } };
for (const box of all("[data-keys-on]")) {
  box.checked = !stored();
  box.addEventListener("change", () => { try { localStorage.setItem(KEYS_OFF, box.checked ? "0" : "1"); } catch { /* private window */ } });
}
const current = () => document.activeElement.closest("[data-step]");
function step(by) {
  const steps = all("[data-step]").filter((one) => one.offsetParent !== null);
  const at = steps.indexOf(current());
  stand(steps[at < 0 ? (by > 0 ? 0 : steps.length - 1) : Math.min(Math.max(at + by, 0), steps.length - 1)]);
}
function popped(details) {
  if (!details) return;
  details.open = true;
  const field = details.querySelector("textarea");
  if (field) field.focus();
}
function press(key) {
  const here = current();
  const button = here && here.querySelector(`[data-key="${key}"]`);
  if (button) button.click();
  else if (key === "w" && here) popped(here.querySelector("[data-waive]"));
}
function place() {
  const active = document.activeElement;
  const here = current();
  if (here && here.id.startsWith("f")) stand(document.getElementById(`m${here.dataset.f}`));
  else if (active.matches("a.ref")) stand(document.getElementById(`f${active.dataset.f}`));
}
const KEYS = {
  j: () => step(1), k: () => step(-1), m: place, a: () => press("a"), w: () => press("w"), x: () => press("x"),
  b: () => popped(document.querySelector("[data-back]")),
  "/": () => { const box = document.querySelector("[data-filter]"); if (box) box.focus(); },
  "?": () => { location.href = "/desk/keys"; },
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const popUp = event.target.closest(".pop[open]");
    if (popUp) { popUp.open = false; popUp.querySelector("summary").focus(); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || stored()) return;
  if (event.target.closest("input, textarea, select")) return;
  const act = KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
});

// --- times in the visitor's own zone; forms say how far west of UTC it is ---
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const format = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit", day: "numeric", month: "short" });
for (const time of all("time[datetime]")) time.textContent = format.format(new Date(time.dateTime));
for (const field of all("[data-zone]")) {
  // the offset of the day that was chosen, which may lie on the other side of a change of clocks
  field.form.addEventListener("submit", () => {
    const chosen = field.form.querySelector("input[type=datetime-local]");
    field.value = String((chosen && chosen.value ? new Date(chosen.value) : new Date()).getTimezoneOffset());
  });
}
for (const name of all("[data-zone-name]")) name.textContent = zone;
for (const field of all("[data-utc]")) {
  const when = new Date(`${field.value}Z`);
  field.value = new Date(when - when.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

// --- dropping a file on the form ---
for (const form of all("[data-drop]")) {
  const files = form.querySelector("input[type=file]");
  const over = (on) => (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

// --- what was done is said once: a screen reader hears a change, and the address forgets it ---
const said = document.querySelector("[role=status]");
if (said && said.textContent) {
  const words = said.textContent;
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = words; });
  const address = new URL(location.href);
  address.searchParams.delete("said");
  history.replaceState(null, "", address);
}
if (location.hash) { const target = document.getElementById(location.hash.slice(1)); if (target) open(target); }
