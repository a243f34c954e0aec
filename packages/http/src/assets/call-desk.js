// Shows on the office's calls who is calling whom, without touching what somebody types: it changes the line about the
// claim and nothing else. The page works without it.

/** A claim made elsewhere shows within ten seconds, and a minute has room for other requests. */
const EVERY_MS = 6_000;
const { now: source } = document.querySelector('[data-now]').dataset;
const lists = [...document.querySelectorAll('[data-calls]')];
let timer;

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  const answer = await fetch(source, { headers: { Accept: 'application/json' } }).catch(() => null);
  // The session has ended: the next press asks for the login, and keeps what was typed.
  if (answer?.redirected) return;
  // An answer that broke off is asked for again.
  const now = answer?.ok ? await answer.json().catch(() => null) : null;
  if (now !== null) show(now);
  timer = setTimeout(look, EVERY_MS);
}

function show({ claims, open }) {
  const byPartner = new Map(claims.map((claim) => [claim.of, claim]));
  for (const list of lists) for (const entry of list.children) showClaim(entry, byPartner.get(entry.dataset.call));
  const changed = document.querySelector('[data-changed]');
  if (changed !== null) changed.hidden = Number(changed.dataset.changed) === open;
}

/** Who calls, in the entry's own line. A form that somebody may be typing into stays as it is. */
function showClaim(entry, claim) {
  const line = entry.querySelector('[data-claim]');
  const own = entry.dataset.holding === 'mine';
  const theirs = claim !== undefined && !claim.mine;
  const over = claim === undefined && (own || entry.dataset.was === 'theirs' || entry.dataset.holding === 'theirs');
  if (theirs) entry.dataset.was = 'theirs';
  const who = line.querySelector('[data-who]');
  const words = claim?.who ?? (over ? (own ? line.dataset.lost : line.dataset.ended) : '');
  // Screen readers hear a line only when it says something new.
  if (who.textContent !== words) who.textContent = words;
  line.hidden = words === '';
  const free = entry.querySelector('[data-free]');
  if (free !== null) free.hidden = theirs;
  entry.querySelector('[data-dial]')?.classList.toggle('fill', !theirs && entry.dataset.wrong === undefined);
}

document.addEventListener('visibilitychange', look);
addEventListener('pageshow', ({ persisted }) => persisted && look());
void look();
