/**
 * The files that pages are made of, as service workers keep them. It stands before each worker of ours, which names its
 * cache (FILES) and how long a copy is worth keeping (KEPT_FOR, in milliseconds).
 */

const HASH = /\.[0-9a-f]{12}(?=\.[a-z0-9]+$)/;

/** @param {Response|undefined} response */
const isOld = (response) => Date.now() - Date.parse(response?.headers.get("Date") ?? "") > KEPT_FOR;

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function file(request) {
  const files = await caches.open(FILES);
  if (HASH.test(new URL(request.url).pathname)) {
    const kept = await files.match(request, { ignoreVary: true });
    if (kept) return kept;
  }
  try {
    const response = await fetch(request);
    if (response.status === 200) await files.put(request.url, response.clone());
    return response;
  } catch {
    return (await files.match(request.url, { ignoreVary: true })) ?? Response.error();
  }
}

/**
 * @param {Cache} files
 * @param {string} address
 */
async function keepFile(files, address) {
  if (await files.match(address, { ignoreVary: true })) return;
  const response = await fetch(address);
  if (response.status === 200) await files.put(address, response);
}

/**
 * Throw away the files that others with another hash have taken the place of, once no page can need them any more.
 * @param {Cache} files
 * @param {string[]} addresses what pages are made of now
 */
async function forgetOldFiles(files, addresses) {
  const newest = new Map(addresses.map((address) => [address.replace(HASH, ""), address]));
  for (const { url } of await files.keys()) {
    const other = newest.get(url.replace(HASH, ""));
    if (other && other !== url && isOld(await files.match(url, { ignoreVary: true }))) await files.delete(url);
  }
}

/**
 * What has no ending is a page, or an answer to a question, and no file.
 * @param {string} address
 */
function isFile(address) {
  return /\.[a-z0-9]+$/.test(new URL(address).pathname);
}
