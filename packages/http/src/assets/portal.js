// Improves pages that work without it: links with `data-dialog` open their form in a dialog, a double click does not
// send a form twice, and slow actions show that they are in progress. Runs in the browser, from a separate file.

/** Dialogs by address. A closed dialog is removed from the page and keeps what was typed. */
const dialogs = new Map();
/** Links and forms that wait for an answer. */
const busy = new WeakSet();

document.addEventListener('click', (event) => {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = plain && !event.defaultPrevented ? event.target.closest('a[data-dialog]') : null;
  if (link === null) return;
  event.preventDefault();
  if (!busy.has(link)) void openDialog(link);
});

async function openDialog(link) {
  busy.add(link);
  const arrived = underWay(link, 'loading');
  try {
    const dialog = dialogs.get(link.href) ?? makeDialog(await contentAt(link.href));
    dialogs.set(link.href, dialog);
    document.body.append(dialog);
    dialog.showModal();
    focusField(dialog);
  } catch {
    // Somebody has answered meanwhile, the session has ended, or there is no connection: the page itself explains it.
    location.assign(link.href);
  } finally {
    arrived();
    busy.delete(link);
  }
}

/** The part of a page for a dialog. Throws when the address leads elsewhere. */
async function contentAt(address) {
  const response = await fetch(address);
  const content = response.ok && !response.redirected ? contentIn(await response.text()) : null;
  if (content === null) throw new Error('There is no form at that address.');
  return content;
}

function contentIn(html) {
  return new DOMParser().parseFromString(html, 'text/html').querySelector('[data-dialog-content]');
}

function makeDialog(content) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  dialog.setAttribute('closedby', 'any');
  fill(dialog, content);
  countDown(dialog);
  // Two dialogs contain the same ids, so only the open one is in the page.
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target.closest('[data-close]') === null) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!busy.has(event.target)) void send(dialog, event.target);
  });
  return dialog;
}

function fill(dialog, content) {
  for (const only of content.querySelectorAll('template[data-dialog-only]')) only.replaceWith(only.content);
  dialog.replaceChildren(document.adoptNode(content));
}

/** Focuses the first error, else the chosen option, else the first field. */
function focusField(dialog) {
  const wrong = dialog.querySelector('[aria-invalid="true"], fieldset[aria-describedby] input');
  (wrong ?? dialog.querySelector('input:checked') ?? dialog.querySelector('input:not([type="hidden"])'))?.focus();
}

async function send(dialog, form) {
  const failed = form.querySelector('[data-failed]');
  const arrived = underWay(form.querySelector('[type="submit"]'), 'sending');
  busy.add(form);
  failed.hidden = true;
  try {
    const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    // The form stays busy until the next page arrives.
    if (response.redirected) return location.assign(await placeIn(response));
    const content = response.status === 409 || response.status === 422 ? contentIn(await response.text()) : null;
    if (content === null) throw new Error('The answer was neither a page nor a form to mend.');
    fill(dialog, content);
    countDown(dialog);
    focusField(dialog);
  } catch {
    arrived();
    failed.hidden = false;
    busy.delete(form);
  }
}

/** Where the next page goes on: a script is not told the part of a redirect's address after the #. */
async function placeIn(response) {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = page.querySelector('[data-next]')?.dataset.next;
  return next === undefined ? response.url : `${response.url}#${next}`;
}

/** Longer than a double click; a later press is intended. */
const SAME_PRESS_MS = 2_000;
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (busy.has(form)) return event.preventDefault();
  busy.add(form);
  setTimeout(() => busy.delete(form), SAME_PRESS_MS);
  if (event.submitter !== null) underWay(event.submitter, 'sending');
});

/** Most answers arrive sooner, and a flickering message helps nobody. */
const SLOW_MS = 400;
/** Clears the progress, for a page that is restored. */
const ends = new Set();

/**
 * Shows that a press is in progress: beside a form's buttons, or at the foot of the page. The button keeps its name, so
 * that it can be pressed again. The texts are in the page, in its language.
 * @param what `sending` or `loading`
 * @returns a function that removes the message
 */
function underWay(button, what) {
  const place =
    button.closest('form')?.querySelector('[data-under-way]') ?? document.querySelector('body > [data-under-way]');
  const timer = setTimeout(() => {
    button.setAttribute('aria-busy', 'true');
    place.textContent = document.body.dataset[what];
  }, SLOW_MS);
  const end = () => {
    clearTimeout(timer);
    ends.delete(end);
    button.removeAttribute('aria-busy');
    place.textContent = '';
  };
  ends.add(end);
  return end;
}

/** The number of remaining characters; without scripts, the page shows the limit. */
function countDown(root) {
  for (const note of root.querySelectorAll('[data-counts]')) {
    const field = root.querySelector(`[name="${note.dataset.counts}"]`);
    const tell = () => {
      note.textContent = note.dataset.left.replace(
        '#',
        (field.maxLength - field.value.length).toLocaleString(document.documentElement.lang),
      );
    };
    field.addEventListener('input', tell);
    tell();
  }
}
countDown(document);

// What only some pages have: each names its own file.
for (const part of document.querySelectorAll('[data-module]')) void import(part.dataset.module);

// A page restored by the back button shows no open dialog.
addEventListener('pagehide', () => {
  for (const end of [...ends]) end();
  for (const dialog of dialogs.values()) dialog.remove();
  dialogs.clear();
});
