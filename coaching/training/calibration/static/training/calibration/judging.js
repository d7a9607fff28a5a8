/**
 * The judging page: marks are saved as they are given, and everything goes by the keyboard or by one thumb. Without this
 * module the page is a form with buttons.
 */

import { fill, gettext, typedMark } from "../../rooms/js/words.js";

const RETRY = 4_000;
const TYPING = 600;

const form = /** @type {HTMLFormElement} */ (document.getElementById("judging"));
const saved = /** @type {HTMLElement} */ (document.querySelector("[data-saved]"));
const given = /** @type {HTMLElement} */ (document.querySelector("[data-given]"));

/** What waits to be saved: the name of each field and what was given last. */
const waiting = new Map();
let sending = Promise.resolve();
let timer = 0;

/**
 * @param {string} text
 * @param {"" | "waiting"} [state]
 */
function say(text, state = "") {
  saved.textContent = text;
  saved.dataset.state = state;
}

/**
 * @param {string} name
 * @param {string} value
 * @param {number} [wait] milliseconds
 */
function keep(name, value, wait = 0) {
  waiting.set(name, value);
  say(gettext("Saving…"));
  window.clearTimeout(timer);
  timer = window.setTimeout(send, wait);
}

/** One after another: what is given meanwhile goes with the next. */
function send() {
  sending = sending.then(sendOnce);
  return sending;
}

async function sendOnce() {
  if (!waiting.size) return;
  const sent = new Map(waiting);
  try {
    await post(sent);
    for (const [name, value] of sent) if (waiting.get(name) === value) waiting.delete(name);
  } catch {
    say(gettext("Not saved: no connection. Your marks stay here and are sent again."), "waiting");
    window.clearTimeout(timer);
    timer = window.setTimeout(send, RETRY);
  }
}

/** @param {Map<string, string>} marks */
async function post(marks) {
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "work"]) data.set(name, form.elements.namedItem(name).value);
  for (const [name, value] of marks) data.set(name, value);
  const response = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
  if (response.status >= 500) throw new Error(String(response.status));
  if (response.redirected || !response.headers.get("Content-Type")?.startsWith("application/json")) {
    return say(gettext("Not saved: you are signed out. Sign in again in another tab."), "waiting");
  }
  take(await response.json(), [...marks.keys()]);
}

/**
 * @param {{given?: number, problems?: Record<string, string>, error?: string}} answer
 * @param {string[]} names
 */
function take({ given: count, problems = {}, error }, names) {
  for (const name of names) showProblem(name.replace("mark-", ""), problems[name.replace("mark-", "")] ?? "");
  if (error) say(error, "waiting");
  else if (Object.keys(problems).length) say(gettext("Not saved: look at what is marked below."), "waiting");
  else {
    given.textContent = String(count);
    say(gettext("Saved"));
  }
}

/**
 * @param {string} code
 * @param {string} text
 */
function showProblem(code, text) {
  const line = document.querySelector(`[data-problem="${CSS.escape(code)}"]`);
  if (!line) return;
  line.textContent = text;
  line.hidden = !text;
  line.previousElementSibling?.toggleAttribute("data-invalid", Boolean(text));
}

// Giving marks

/** @returns {HTMLElement[]} */
const aspects = () => [...form.querySelectorAll(".to-judge")];

/** @param {Element|null} aspect */
const inputOf = (aspect) => aspect?.querySelector("input:checked") ?? aspect?.querySelector("input") ?? null;

/** @param {number} by */
function move(by) {
  const all = aspects();
  const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement?.closest(".to-judge")));
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
  inputOf(next)?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** @param {string} score */
function score(score) {
  const aspect = document.activeElement?.closest("[data-judged]") ?? firstOpen();
  const input = aspect?.querySelector(`input[value="${score}"]`);
  if (!input) return;
  input.checked = true;
  input.focus();
  keep(input.name, score);
  move(1);
}

/** The first judged aspect without a score: where the digits go when nothing has the focus. */
const firstOpen = () => aspects().find((aspect) => "judged" in aspect.dataset && !aspect.querySelector("input:checked"));

function takeBack() {
  const checked = document.activeElement?.closest("[data-judged]")?.querySelector("input:checked");
  if (!checked) return;
  checked.checked = false;
  keep(checked.name, "");
}

/** @param {string} number of the work */
async function goTo(number) {
  if (!number) return;
  await send();
  if (!waiting.size) window.location.search = `?work=${number}`;
}

/** By the place of the key, so that N and P are found under any alphabet. */
const KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  KeyN: () => goTo(form.dataset.next),
  KeyP: () => goTo(form.dataset.previous),
  Backspace: takeBack,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const isTyping = target.matches("input:not([type=radio]), textarea, select");
  const isElsewhere = target.closest(".site-header, video, [popover]") !== null;
  if (isElsewhere || (isTyping && !["ArrowDown", "ArrowUp"].includes(event.code))) return;
  if (/^[0-3]$/.test(event.key)) score(event.key);
  else if (event.code in KEYS) KEYS[event.code]();
  else return;
  event.preventDefault();
});

document.querySelector(".judging-works")?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !waiting.size || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  goTo(new URL(link.href).searchParams.get("work"));
});

form?.addEventListener("input", ({ target }) => {
  if (target.type === "radio") keep(target.name, target.value);
  else keep(target.name, typedMark(target.value), TYPING);
});

// What is on its way is saved before the page is left or everything is submitted.

document.getElementById("submit-marks")?.addEventListener("submit", async (event) => {
  if (!waiting.size) return;
  event.preventDefault();
  await send();
  const left = fill(gettext("Marks not saved yet: %(count)s. Wait for the connection, then submit."), {
    count: waiting.size,
  });
  if (waiting.size) say(left, "waiting");
  else HTMLFormElement.prototype.submit.call(event.target);
});

// The form itself carries every field of this work.
form?.addEventListener("submit", () => waiting.clear());

window.addEventListener("online", send);
window.addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});
form?.querySelector(".judging-save")?.remove();

// Somebody may have given marks before this module was here.
for (const input of form?.querySelectorAll(".to-judge input") ?? []) {
  if (input.type === "radio") {
    if (input.checked && !input.defaultChecked) keep(input.name, input.value);
  } else if (input.value !== input.defaultValue) keep(input.name, typedMark(input.value));
}
form?.setAttribute("data-ready", "");
