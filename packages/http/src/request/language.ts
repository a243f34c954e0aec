import { LANGUAGES, type Language } from '@miomente/booking-domain';
import type { AppMiddleware } from './context.ts';

/** The language that the visitor's browser prefers; else the configured one. */
export function chooseLanguage(fallback: Language): AppMiddleware {
  return (ctx, next) => {
    const asked = ctx.get('Accept-Language') === '' ? false : ctx.acceptsLanguages([...LANGUAGES]);
    ctx.state.language = LANGUAGES.find((language) => language === asked) ?? fallback;
    ctx.vary('Accept-Language');
    return next();
  };
}
