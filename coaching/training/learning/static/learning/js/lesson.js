/**
 * A lesson keeps for its reader where she is and that she has read it. What cannot be sent waits on the device and is
 * sent later, under the name that it got when it was made, so that nothing counts twice. Without this the button does it.
 */
const DWELL = 10_000; // Milliseconds on the page before its end counts as read.
const WAITING = "podium-learning-waiting";
const end = document.querySelector("[data-lesson-end]");

/** @returns {Array<{id: string, reader: string, address: string, fields: Record<string, string>}>} */
const waiting = () => {
  try {
    return JSON.parse(localStorage.getItem(WAITING) ?? "[]");
  } catch {
    return [];
  }
};

const keep = (letters) => {
  try {
    localStorage.setItem(WAITING, JSON.stringify(letters));
  } catch {
    /* A browser without storage keeps nothing; the button still works. */
  }
};

const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

async function post(letter) {
  const body = new URLSearchParams(letter.fields);
  const headers = { Accept: "application/json", "X-CSRFToken": csrf() };
  return fetch(letter.address, { method: "POST", body, headers, keepalive: true, redirect: "manual" });
}

/**
 * Send what waits for this reader; what the server refuses for good is forgotten. Returns "sent", "no network", or
 * "signed out": then the server leads to sign-in.
 */
async function deliver(reader) {
  for (const letter of waiting().filter((each) => each.reader === reader)) {
    let answer;
    try {
      answer = await post(letter);
    } catch {
      return "no network";
    }
    if (answer.type === "opaqueredirect") return "signed out";
    if (answer.ok || (answer.status >= 400 && answer.status < 500)) {
      keep(waiting().filter((each) => each.id !== letter.id));
    }
    if (answer.ok && letter.address === end?.dataset.readAt) showRead(await answer.json());
  }
  return "sent";
}

/** crypto.randomUUID is there on https alone; a college may run Podium on plain http. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

async function send(address, fields, replaces) {
  const id = newId();
  const letter = { id, reader: end.dataset.reader, address, fields: { ...fields, delivery: id, at: new Date().toISOString() } };
  keep([...waiting().filter((each) => !(replaces && each.address === address)), letter]);
  return deliver(end.dataset.reader);
}

function say(words) {
  const said = end.querySelector("[data-read-said]");
  if (said) said.textContent = words;
}

function showRead(answer) {
  const form = end.querySelector("[data-read-form]");
  if (!form) return;
  const had = form.contains(document.activeElement);
  end.dataset.isRead = "";
  form.remove();
  say(answer.completed?.includes("lesson") ? gettext("Read and kept. This lesson is done.") : gettext("Read and kept."));
  if (answer.next && !end.querySelector(".next-up")) showNext(answer.next, had);
}

function showNext(next, takesFocus) {
  const link = document.createElement("a");
  link.className = "button button-primary button-normal";
  link.href = next.url;
  link.textContent = interpolate(gettext("Next: %s"), [next.title]);
  end.querySelector(".lesson-end-act").append(link);
  if (takesFocus) link.focus();
}

async function markRead() {
  if ("isRead" in end.dataset) return;
  const came = await send(end.dataset.readAt, {}, true);
  if (came === "no network") say(gettext("No network. That you have read it is kept on this device and sent later."));
  if (came === "signed out") say(gettext("You are signed out. Sign in again: what you have read is kept on this device and sent then."));
}

/** The blocks of the body, counted from 1: the same in every language. */
const blocks = () => [...document.querySelectorAll(".body-blocks > *")];

function anchorNow() {
  const seen = blocks().findLastIndex((block) => block.getBoundingClientRect().top < innerHeight / 2);
  return seen < 0 ? "" : `block-${seen + 1}`;
}

function goTo(anchor) {
  const block = blocks()[Number(anchor.replace("block-", "")) - 1];
  if (block) block.scrollIntoView({ block: "start", behavior: "instant" });
}

if (end) {
  const opened = Date.now();
  let kept = end.dataset.anchor ?? "";
  if (/^#block-\d+$/.test(location.hash)) goTo(location.hash.slice(1));
  const keepPlace = () => {
    const anchor = anchorNow();
    if (anchor === kept && kept) return;
    kept = anchor;
    send(end.dataset.placeAt, { anchor }, true);
  };
  keepPlace();
  let timer = 0;
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(keepPlace, 1_000);
    },
    { passive: true },
  );
  addEventListener("pagehide", keepPlace);
  addEventListener("online", () => deliver(end.dataset.reader));
  end.querySelector("[data-read-form]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    markRead();
  });
  new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    setTimeout(() => isInView() && markRead(), Math.max(0, DWELL - (Date.now() - opened)));
  }).observe(end);
}

function isInView() {
  const box = end.getBoundingClientRect();
  return !document.hidden && box.top < innerHeight && box.bottom > 0;
}
