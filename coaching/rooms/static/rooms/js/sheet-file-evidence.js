/**
 * Photos and voice notes in a saved sheet: those that still wait in this browser, as text, as many as a file may hold.
 *
 * @typedef {{id: string, competitor: string, aspect: number, kind: "photo"|"voice", order: number, content: string}} SavedPiece
 * @typedef {import("./evidence-queue.js").Piece} Piece
 */

/** The most that the pieces of one file hold together, in bytes of the pieces themselves. */
export const MOST_BYTES = 24 * 1024 * 1024;
const MOST_PIECES = 200;
const CONTENT = /^data:((?:image\/jpeg|audio\/(?:webm|mp4|ogg))(?:;[\w=.-]+)*);base64,([A-Za-z0-9+/=]*)$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
const asText = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/**
 * Return what waits as a file holds it, the oldest first, and how many did not fit.
 * @param {Piece[]} pieces
 * @returns {Promise<{saved: SavedPiece[], leftOut: number}>}
 */
export async function savedPieces(pieces) {
  const waiting = pieces.filter(({ state }) => state === "waiting");
  /** @type {SavedPiece[]} */
  const saved = [];
  let bytes = 0;
  for (const { id, competitor, aspect, kind, order, blob } of waiting) {
    bytes += blob.size;
    if (bytes > MOST_BYTES || saved.length === MOST_PIECES) break;
    saved.push({ id, competitor, aspect, kind, order, content: await asText(blob) });
  }
  return { saved, leftOut: waiting.length - saved.length };
}

/** @param {any} piece */
export function isPiece(piece) {
  const isAbout = UUID.test(piece?.id) && UUID.test(piece.competitor) && Number.isInteger(piece.aspect);
  const isKind = piece?.kind === "photo" || piece?.kind === "voice";
  return isAbout && isKind && Number.isFinite(piece.order) && typeof piece.content === "string" && CONTENT.test(piece.content);
}

/** @param {unknown} pieces */
export const arePieces = (pieces) => Array.isArray(pieces) && pieces.length <= MOST_PIECES && pieces.every(isPiece);

/**
 * Return the piece as the queue keeps it, but for whose it is.
 * @param {SavedPiece} piece
 */
export function pieceOf({ id, competitor, aspect, kind, order, content }) {
  const [, type, text] = content.match(CONTENT);
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return { id, competitor, aspect, kind, order, blob: new Blob([bytes], { type }) };
}
