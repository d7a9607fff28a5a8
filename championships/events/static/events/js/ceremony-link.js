/**
 * The way to the state of a ceremony's screens: a socket that comes back by itself, and plain HTTP beside it, so that a
 * bell that nobody heard, or a network that lets no socket through, costs seconds and no step.
 */

const QUICK = 1_500;
const CALM = 5_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
const PATIENCE = 8_000;

/** @typedef {{ceremony: number|null, step: number, moves: number, html: string}} State */

/**
 * Follow the screens that `element` names by its data; `take` is called with every new state.
 * @param {HTMLElement} element
 * @param {(state: State) => void} take
 */
export function followCeremony(element, take) {
  const { key, state: address } = element.dataset;
  let etag = "";
  let last = "";
  let wait = FIRST_WAIT;
  let isOpen = false;

  /** @param {State} state */
  const heard = (state) => {
    const text = JSON.stringify(state);
    if (text !== last) take(state);
    last = text;
  };

  const reached = (yes) => element.toggleAttribute("data-offline", !yes);

  const connect = () => {
    const to = new URL(`/ws/ceremonies/${key}/`, window.location.href);
    to.protocol = to.protocol === "https:" ? "wss:" : "ws:";
    to.searchParams.set("lang", document.documentElement.lang || "en");
    const socket = new WebSocket(to);
    socket.addEventListener("open", () => {
      isOpen = true;
      wait = FIRST_WAIT;
    });
    socket.addEventListener("message", (event) => {
      reached(true);
      heard(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      isOpen = false;
      window.setTimeout(connect, wait / 2 + (Math.random() * wait) / 2);
      wait = Math.min(LONGEST_WAIT, wait * 2);
    });
  };

  const look = async () => {
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const answer = await fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      reached(answer.ok || answer.status === 304);
      if (answer.ok) {
        etag = answer.headers.get("ETag") ?? "";
        heard(await answer.json());
      }
    } catch {
      reached(false);
    }
    window.setTimeout(look, isOpen ? CALM : QUICK);
  };

  connect();
  window.setTimeout(look, QUICK);
}
