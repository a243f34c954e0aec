// Runs Project Wycheproof's test vectors for JSON Web Signatures with the keys and algorithms for other portals' JWTs.
// No package contains them: clone C2SP/wycheproof and name the file with `--wycheproof <path>`.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { isCanonical } from '../../packages/http/dist/session/jwt.js';
import { portalKeys } from '../../packages/http/dist/session/portal-keys.js';
import { KEY_SET_ALGORITHMS } from '../../packages/http/dist/session/usable-keys.js';

const http = createRequire(new URL('../../packages/http/package.json', import.meta.url));
const { compactVerify } = await import(http.resolve('jose'));

/** The padding that these vectors are about was lost in the file, so their text is valid. */
const SOUND_AFTER_ALL = [367, 370];

export async function wycheproof(path) {
  const { testGroups } = JSON.parse(readFileSync(path, 'utf8'));
  const [faults, counts] = [[], { accepted: 0, refused: 0, beyond: 0 }];
  const keys = await serveKeys();
  for (const group of testGroups) {
    const jwk = group.public ?? group.private;
    const own = jwk.kty === 'oct';
    const [key, algorithms] = own
      ? [Buffer.from(jwk.k, 'base64url'), ['HS256']]
      : [portalKeys(keys.serve(jwk)), [...KEY_SET_ALGORITHMS]];
    for (const { tcId, comment, jws, result } of group.tests) {
      const passed =
        isCanonical(jws) &&
        (await compactVerify(jws, key, { algorithms }).then(
          () => true,
          () => false,
        ));
      if (passed) counts.accepted += 1;
      else counts[result === 'valid' ? 'beyond' : 'refused'] += 1;
      if (passed && result !== 'valid' && !SOUND_AFTER_ALL.includes(tcId))
        faults.push(`vector ${tcId} (${comment}) is accepted`);
      const ours = algorithms.includes(algorithmOf(jws));
      if (!passed && result === 'valid' && ours && !own) faults.push(`vector ${tcId} (${comment}) is refused`);
    }
  }
  keys.stop();
  const { accepted, refused, beyond } = counts;
  const what = `${accepted + refused + beyond} vectors: ${refused} forged ones refused, ${accepted} sound ones accepted, ${beyond} sound ones of kinds that we don't take`;
  return { what, faults };
}

function algorithmOf(jws) {
  try {
    return JSON.parse(Buffer.from(jws.split('.')[0], 'base64url').toString()).alg;
  } catch {
    return undefined;
  }
}

/** Publishes the keys one after the other, each at a separate address. */
async function serveKeys() {
  const published = [];
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ keys: [published[Number(request.url.slice(1))]] }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serve: (jwk) => `http://127.0.0.1:${server.address().port}/${published.push(jwk) - 1}`,
    stop: () => server.close(),
  };
}
