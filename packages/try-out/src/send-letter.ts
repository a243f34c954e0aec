import type { PageAnswer } from '@miomente/booking-http/pages';

/** The mail's own policy: nothing from anywhere but its inline styles; no script, no form. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/** Answers with a mail's own document, for a frame on one of our pages and nowhere else. */
export function showsLetter(html: string): PageAnswer<200> {
  return {
    status: 200,
    send: (ctx) => {
      ctx.set('Content-Security-Policy', MAIL_POLICY);
      ctx.set('X-Frame-Options', 'SAMEORIGIN');
      ctx.type = 'html';
      // A mail program opens links in the browser; here they leave the frame.
      ctx.body = html.replace(/<head[^>]*>/i, '$&<base target="_top">');
    },
  };
}
