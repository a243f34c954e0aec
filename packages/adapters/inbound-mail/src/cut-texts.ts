import { type Readable, Transform } from 'node:stream';
import { Joiner, Splitter, type SplitterChunk } from '@zone-eu/mailsplit';

/**
 * A mail whose texts end after so many bytes as they were sent. All else stays as it is: other parts are streamed past
 * anyway. The parser keeps a whole text, and several copies of it, until its part is over; of thirty megabytes that were
 * a hundred and seventy.
 * @param source its errors become the result's
 */
export function cutTexts(source: Readable, maxBytes: number): Readable {
  let left = Number.POSITIVE_INFINITY;
  const cut = new Transform({
    objectMode: true,
    transform(chunk: SplitterChunk, _encoding, done) {
      if (chunk.type === 'node') left = isText(chunk.contentType) ? maxBytes : Number.POSITIVE_INFINITY;
      if (chunk.type !== 'body') return done(null, chunk);
      const { value } = chunk;
      const kept = value.subarray(0, Math.max(0, left));
      left -= value.length;
      return kept.length === 0 ? done() : done(null, { ...chunk, value: kept });
    },
  });
  // Their own declarations say less of events than Node's.
  const splitter = new Splitter() as Transform;
  const joined = new Joiner() as Transform;
  for (const stream of [source, splitter, cut]) stream.once('error', (error) => joined.destroy(error));
  // The source is its owner's, who reads it to its end also when it can't be understood: a form has other parts.
  source.pipe(splitter).pipe(cut).pipe(joined);
  return joined;
}

/** A part that does not say what it is, is text. */
const isText = (contentType: string | false | undefined): boolean => !contentType || contentType.startsWith('text/');
