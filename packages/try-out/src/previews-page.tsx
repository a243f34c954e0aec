/** @jsxRuntime automatic */
/** @jsxImportSource preact */

import { LANGUAGES, type Language, type MailKind } from '@miomente/booking-domain';
import { Back, Notice, PageFrame, type Reader } from '@miomente/booking-http/pages';
import { paths } from '@miomente/booking-paths';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import { LetterFrame } from './letter-frame.tsx';
import { mailKindName } from './mail-kind-name.ts';
import type { MailPreviews, PreviewedMail } from './sample-desk.ts';

/** Every kind of mail, to be read in every language without waiting for its occasion. */
export function PreviewsPage({ reader, previews }: { readonly reader: Reader; readonly previews: MailPreviews }) {
  const { sample } = reader.words;
  return (
    <PageFrame reader={reader} title={sample.previewsTitle} place="previews">
      <h1>{sample.previewsTitle}</h1>
      <Notice icon="info">{sample.previewsNotice}</Notice>
      <ul class="list" aria-label={sample.mails}>
        {previews.kinds.map((kind) => (
          <li key={kind} class="item languages">
            <b>{mailKindName(reader, kind)}</b>
            <span class="small muted">{previews.mail(kind, reader.language).subject}</span>
            <span>
              {LANGUAGES.map((language) => (
                <a key={language} href={paths.preview.at({ kind, language })} lang={language} hreflang={language}>
                  {LANGUAGE_WORDS[language].notation.name}
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </PageFrame>
  );
}

/** One kind of mail in one language, as a phone and a desktop show it, and as plain text. */
export function PreviewPage(props: {
  readonly reader: Reader;
  readonly kind: MailKind;
  readonly language: Language;
  readonly mail: PreviewedMail;
}) {
  const { reader, kind, language, mail } = props;
  const { sample } = reader.words;
  return (
    <PageFrame reader={reader} title={mailKindName(reader, kind)} place="previews">
      <Back href={paths.previews.at()}>{sample.previewsTitle}</Back>
      <h1 lang={language}>{mail.subject}</h1>
      <p class="muted languages">
        {mailKindName(reader, kind)} ·{' '}
        {LANGUAGES.map((each) => (
          <a
            key={each}
            href={paths.preview.at({ kind, language: each })}
            lang={each}
            hreflang={each}
            aria-current={each === language ? 'page' : undefined}
          >
            {LANGUAGE_WORDS[each].notation.name}
          </a>
        ))}
      </p>
      <div class="widths">
        {(['phone', 'desktop'] as const).map((width) => (
          <section key={width} class="stack tight" aria-labelledby={width}>
            <h2 id={width}>{sample.width[width]}</h2>
            {/* A small screen scrolls inside, so that the mail is still as wide as on a desktop; the link lets keys scroll. */}
            <div class="sideways">
              <LetterFrame
                title={`${sample.mailFrame}: ${sample.width[width]}`}
                src={paths.previewLetter.at({ kind, language })}
                width={width}
              />
              <a href={paths.previewLetter.at({ kind, language })}>{sample.openAlone}</a>
            </div>
          </section>
        ))}
      </div>
      <section class="stack tight" aria-labelledby="plain">
        <h2 id="plain">{sample.plain}</h2>
        <div class="panel">
          <pre lang={language}>{mail.text}</pre>
        </div>
      </section>
    </PageFrame>
  );
}
