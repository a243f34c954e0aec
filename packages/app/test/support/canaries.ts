/** Texts that must not be found where they don't belong. Each is unique in the product. */
export type Canaries = Readonly<Record<string, string>>;

/** The forms that a text may take elsewhere: plain, in an address, in markup, in JSON. */
function spellings(text: string): readonly string[] {
  const markup = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;');
  const json = JSON.stringify(text).slice(1, -1);
  return [text, encodeURIComponent(text), new URLSearchParams({ x: text }).toString().slice(2), markup, json];
}

/** The same in base64. The result depends on the offset, so the middle of each of the three variants is searched. */
function inBase64(text: string): readonly string[] {
  return ['', 'x', 'xx'].map((before) => {
    const letters = Buffer.from(before + text)
      .toString('base64')
      .replaceAll('=', '');
    return letters.slice(before === '' ? 0 : 4, -2);
  });
}

/** The names of the canaries that a text contains, in any encoding. */
export function canariesIn(canaries: Canaries, text: string): readonly string[] {
  const lower = text.toLowerCase();
  return Object.entries(canaries)
    .filter(
      ([, canary]) =>
        spellings(canary).some((form) => lower.includes(form.toLowerCase())) ||
        inBase64(canary).some((form) => text.includes(form)),
    )
    .map(([name]) => name);
}
