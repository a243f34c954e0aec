// Betters pages that work without it: links with `data-dialog` open their page's form in a dialog,
// and no form is sent twice by a double click. Runs in the browser, as a file of its own.

/** Dialogs by address; a closed one leaves the page and keeps what was typed. */
const dialogs = new Map();
/** Links and forms whose answer is still awaited. */
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
  try {
    const dialog = dialogs.get(link.href) ?? makeDialog(await contentAt(link.href));
    dialogs.set(link.href, dialog);
    document.body.append(dialog);
    dialog.showModal();
    focusField(dialog);
  } catch {
    // Somebody has answered meanwhile, the session is over, the line is down: the page itself says so.
    location.assign(link.href);
  } finally {
    busy.delete(link);
  }
}

/** The part of a page that goes into a dialog. Throws where the address leads elsewhere. */
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
  // Two dialogs have the same ids in them, so only the open one is part of the page.
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

/** To what must be mended, else to what was chosen, else to the first field. */
function focusField(dialog) {
  const wrong = dialog.querySelector('[aria-invalid="true"], fieldset[aria-describedby] input');
  (wrong ?? dialog.querySelector('input:checked') ?? dialog.querySelector('input:not([type="hidden"])'))?.focus();
}

async function send(dialog, form) {
  const failed = form.querySelector('[data-failed]');
  busy.add(form);
  failed.hidden = true;
  try {
    const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    // The form stays busy until the next page is there.
    if (response.redirected) return location.assign(response.url);
    const content = response.status === 422 ? contentIn(await response.text()) : null;
    if (content === null) throw new Error('The answer was neither a page nor a form to mend.');
    fill(dialog, content);
    focusField(dialog);
  } catch {
    failed.hidden = false;
    busy.delete(form);
  }
}

/** As long as people take for a double click, and then some; after that they mean it. */
const SAME_PRESS_MS = 2_000;
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (busy.has(form)) return event.preventDefault();
  busy.add(form);
  setTimeout(() => busy.delete(form), SAME_PRESS_MS);
});

// A page that comes back by the back button comes back without what was open on it.
addEventListener('pagehide', () => {
  for (const dialog of dialogs.values()) dialog.remove();
  dialogs.clear();
});
