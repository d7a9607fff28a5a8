/**
 * The last resort: a judge's sheet as a file, made in this browser without a network, and the way back. What waits in
 * the file goes into the outbox with its ids, so that nothing is done twice, wherever it is opened first.
 *
 * @typedef {object} SheetFile
 * @property {"podium-sheet"} format
 * @property {1} version
 * @property {string} room
 * @property {string} participant the judge whose sheet it is
 * @property {number} scheme the version of the marking scheme
 * @property {object} people for whoever reads the file: the title of the room, the judge, the competitors by id
 * @property {object} aspects for whoever reads the file: codes and maxima by id
 * @property {string} saved_at ISO 8601
 * @property {import("./protocol.js").Mark[]} marks as this browser has them
 * @property {SavedCommand[]} commands what the server does not have: what waits, was overtaken or was refused
 * @property {import("./sheet-file-evidence.js").SavedPiece[]} [evidence] photos and voice notes that wait
 * @typedef {{id: string, type: string, data: Record<string, any>, order: number, basis: any}} SavedCommand
 */

import { field, setAttribute, setText } from "./paint.js";
import { arePieces, pieceOf, savedPieces } from "./sheet-file-evidence.js";
import { fill, gettext, ngettext } from "./words.js";

const FORMAT = "podium-sheet";
const LARGEST_FILE = 40 * 1024 * 1024;
const MOST_COMMANDS = 5_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What a sheet keeps until the server answers; what one may do is the server's to say. */
const TYPE = /^(measurement|judgement|comment)\.[a-z_]+$/;

/** A file that is not opened, in words for the judge. */
export class SheetFileRefused extends Error {}

/**
 * Return the content of the file.
 * @param {import("./state.js").State} state
 * @param {import("./outbox.js").Entry[]} entries
 * @param {number} scheme
 * @param {import("./sheet-file-evidence.js").SavedPiece[]} evidence
 * @returns {SheetFile}
 */
export function sheetFile(state, entries, scheme, evidence) {
  const open = entries.filter((entry) => entry.state !== "accepted");
  return {
    format: FORMAT,
    version: 1,
    room: state.room.id,
    participant: state.you.participant,
    scheme,
    people: {
      room: state.room.title,
      judge: state.you.name,
      competitors: Object.fromEntries(state.competitors.map(({ id, number, name }) => [id, { number, name }])),
    },
    aspects: Object.fromEntries(state.aspects.map(({ id, code, maximum }) => [id, { code, maximum }])),
    saved_at: new Date().toISOString(),
    marks: Object.values(state.marks),
    commands: open.map(({ id, type, data, order, basis }) => ({ id, type, data, order, basis: basis ?? null })),
    evidence,
  };
}

/** @param {boolean} holds @param {string} otherwise */
function demand(holds, otherwise) {
  if (!holds) throw new SheetFileRefused(otherwise);
}

/** @param {any} command */
function isCommand(command) {
  if (!UUID.test(command?.id) || !TYPE.test(command.type) || !Number.isFinite(command.order)) return false;
  return UUID.test(command.data?.competitor) && Number.isInteger(command.data.aspect ?? 0);
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Return what is in the text of a file, if it is a sheet of this judge in this room.
 * @param {string} text
 * @param {{room: string, participant: string, scheme: number}} own
 * @returns {{commands: SavedCommand[], evidence: import("./sheet-file-evidence.js").SavedPiece[]}}
 */
export function readSheetFile(text, own) {
  const found = parsed(text);
  const isSheet = found?.format === FORMAT && Array.isArray(found.commands);
  demand(isSheet, gettext("This is not a saved sheet. Choose the file that was saved on a marking sheet (.json)."));
  demand(found.version === 1, gettext("This sheet was saved by a newer Podium. Load the page again and try once more."));
  demand(found.room === own.room, gettext("This sheet belongs to another room. Open it on the sheet of that room."));
  demand(found.participant === own.participant, gettext("This is another judge's sheet. That judge must open it."));
  demand(found.scheme === own.scheme, gettext("This sheet was saved with another version of the marking scheme."));
  const { commands, evidence = [] } = found;
  const isWhole = commands.length <= MOST_COMMANDS && commands.every(isCommand) && arePieces(evidence);
  demand(isWhole, gettext("This file was changed or is damaged: nothing was taken from it."));
  return { commands, evidence };
}

/**
 * @param {string} name
 * @param {object} content
 */
function download(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * @param {number} marks
 * @param {number} pieces
 */
function openedText(marks, pieces) {
  if (!marks && !pieces) return gettext("Everything in this file is here or on the server already.");
  const ofMarks = ngettext("%(count)s mark was taken in and waits for the server.", "%(count)s marks were taken in and wait for the server.", marks);
  const ofPieces = ngettext(
    "%(count)s photo or voice note was taken in and waits for the network.",
    "%(count)s photos and voice notes were taken in and wait for the network.",
    pieces,
  );
  return [marks && fill(ofMarks, { count: marks }), pieces && fill(ofPieces, { count: pieces })].filter(Boolean).join(" ");
}

/** @param {number} leftOut how many pieces the file did not take */
function savedText(leftOut) {
  const text = gettext("The file is among your downloads. It holds the marks of this sheet: give it to nobody but the host.");
  if (!leftOut) return text;
  const rest = ngettext(
    "%(count)s photo or voice note did not fit: it waits on this device.",
    "%(count)s photos and voice notes did not fit: they wait on this device.",
    leftOut,
  );
  return `${text} ${fill(rest, { count: leftOut })}`;
}

/**
 * @param {RoomSession} session
 * @param {import("./evidence-queue.js").EvidenceQueue} queue
 * @param {File} file
 * @param {number} scheme
 * @returns {Promise<string>} what to say about it
 */
async function opened({ state, outbox }, queue, file, scheme) {
  demand(file.size <= LARGEST_FILE, gettext("This file is too big for a sheet: 40 MB is the most."));
  const own = { room: state.room.id, participant: state.you.participant, scheme };
  const { commands, evidence } = readSheetFile(await file.text(), own);
  const waiting = { scope: outbox.scope, state: "waiting", sent: true, waited: true, seq: null, error: null };
  const marks = await outbox.bring(commands.map((command) => ({ ...waiting, ...command })));
  return openedText(marks, await queue.bring(evidence.map(pieceOf), state.evidence));
}

/**
 * Look after the dialog that saves the sheet as a file and opens one.
 * @param {RoomSession} session
 * @param {import("./evidence-queue.js").EvidenceQueue} queue photos and voice notes that wait
 */
export function tendSavedSheet(session, queue) {
  const dialog = document.getElementById("sheet-file");
  const scheme = Number(field(dialog, "saved-sheet").dataset.scheme);
  const say = (text, isBad) => {
    setText(field(dialog, "saved-sheet-answer"), text);
    setAttribute(field(dialog, "saved-sheet-answer"), "data-bad", isBad);
  };
  dialog.querySelector("[data-action=save-sheet]").addEventListener("click", async () => {
    const { state, outbox } = session;
    const { saved, leftOut } = await savedPieces(queue.pieces);
    const time = new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-");
    download(`podium-${state.room.code}-judge-${state.you.number}-${time}.json`, sheetFile(state, outbox.entries, scheme, saved));
    say(savedText(leftOut), false);
  });
  dialog.querySelector("input[type=file]").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    try {
      say(await opened(session, queue, file, scheme), false);
    } catch (error) {
      say(error instanceof SheetFileRefused ? error.message : gettext("The file could not be read."), true);
    }
    target.value = "";
  });
}
