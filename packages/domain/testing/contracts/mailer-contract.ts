import {
  asBookingId,
  BOOKING_MAIL_KINDS,
  LANGUAGES,
  type Mailer,
  type MailKind,
  PermanentFailure,
  TransientFailure,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../memory/failure-switch.ts';
import { type ExternalSystemHarness, externalSystemSuite, thrownBy } from './external-system-suite.ts';
import { aMail, bookingContent, loginContent } from './mailer/mails.ts';

/** A mail as the provider took it over. */
export interface AcceptedMail {
  readonly messageId: string;
  /** The one address it goes to. */
  readonly to: string;
  readonly kind: MailKind;
}

/** What an adapter of `Mailer` brings to its suite. */
export interface MailerHarness extends ExternalSystemHarness {
  readonly mailer: Mailer;
  /** Every mail taken over, in any sequence; a copy of one may be counted again or not. */
  accepted(): Promise<readonly AcceptedMail[]>;
  /** Makes the provider fail at the next mail; `retryAfterMs` is what it asks for, in whole seconds. */
  failNext?(kind: FailureKind, options?: { readonly retryAfterMs?: number }): Promise<void>;
}

/** Which failures the harness can bring about; a suite without any tests only what succeeds. */
export interface MailerCapabilities {
  readonly failures: boolean;
}

/** Holds an adapter of `Mailer` to the port. */
export function mailerContract(name: string, open: () => Promise<MailerHarness>, can: MailerCapabilities): void {
  externalSystemSuite(`Mailer: ${name}`, open, (harness) => {
    acceptanceTests(harness);
    if (can.failures) failureTests(harness);
  });
}

const KINDS: readonly MailKind[] = [...BOOKING_MAIL_KINDS, 'login_link'];

function acceptanceTests(harness: () => MailerHarness): void {
  describe('takes mails over', () => {
    it.each(KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const)))(
      '%s in %s',
      async (kind, language) => {
        const login = kind === 'login_link';
        const content = login ? loginContent : bookingContent(kind);
        const { providerId } = await harness().mailer.send(
          aMail('m-1', { content, language, bookingId: login ? null : asBookingId(1) }),
        );
        expect(providerId === null || providerId.length > 0).toBe(true);
        expect(await harness().accepted()).toEqual([{ messageId: 'm-1', to: 'kurse@example.org', kind }]);
      },
    );

    it.each(BOOKING_MAIL_KINDS)('%s with nothing in it that may be missing', async (kind) => {
      const content = bookingContent(kind, {
        eventStart: null,
        links: null,
        answerBy: null,
        changes: null,
        confirmation: null,
        decline: null,
      });
      await harness().mailer.send(aMail('m-1', { content }));
      expect(await harness().accepted()).toHaveLength(1);
    });

    it('names that try to break out stay names, and the mail goes to its one address', async () => {
      const nasty = 'X\r\nBcc: other@example.org\u2028<b>{{{links}}}</b> "y" <z@example.org>, 👩‍🍳';
      const content = bookingContent('confirmation_request', {
        partnerName: nasty,
        course: { name: nasty },
        customer: { name: nasty, email: nasty, phone: nasty },
      });
      await harness().mailer.send(aMail('m-1', { to: { name: nasty, address: 'kurse@example.org' }, content }));
      expect(await harness().accepted()).toEqual([
        { messageId: 'm-1', to: 'kurse@example.org', kind: 'confirmation_request' },
      ]);
    });

    it('many at once, each once', async () => {
      const ids = Array.from({ length: 20 }, (_, i) => `m-${i}`);
      await Promise.all(ids.map((id) => harness().mailer.send(aMail(id))));
      expect((await harness().accepted()).map((mail) => mail.messageId).toSorted()).toEqual(ids.toSorted());
    });

    it('delivery#at-least-once: a copy can be told as one by its message id', async () => {
      for (let i = 0; i < 3; i += 1) await harness().mailer.send(aMail('m-1'));
      expect(new Set((await harness().accepted()).map((mail) => mail.messageId))).toEqual(new Set(['m-1']));
    });
  });
}

function failureTests(harness: () => MailerHarness): void {
  const fail = async (kind: FailureKind, options: { readonly retryAfterMs?: number } = {}): Promise<unknown> => {
    if (harness().failNext === undefined) expect.fail('A harness whose mailer can fail must have `failNext`.');
    await harness().failNext?.(kind, options);
    return thrownBy(() => harness().mailer.send(aMail('m-1')));
  };
  const expectSafe = (error: unknown): void => {
    for (const canary of ['kurse@example.org', 'Muster', 'c0ffee', '000001'])
      expect(String(error)).not.toContain(canary);
  };

  describe('fails', () => {
    it('F13 for now: a TransientFailure that is safe to log; nothing taken over; the next try works', async () => {
      const error = await fail('transient');
      expect(error).toBeInstanceOf(TransientFailure);
      expectSafe(error);
      expect(await harness().accepted()).toEqual([]);
      await harness().mailer.send(aMail('m-1'));
      expect(await harness().accepted()).toHaveLength(1);
    });

    it('F12 for a stated time: the failure says how long', async () => {
      expect(await fail('transient', { retryAfterMs: 7_000 })).toMatchObject({ retryAfterMs: 7_000 });
    });

    it('F15 for good: a PermanentFailure that is safe to log; the next mail goes', async () => {
      const error = await fail('permanent');
      expect(error).toBeInstanceOf(PermanentFailure);
      expectSafe(error);
      expect(await harness().accepted()).toEqual([]);
      await harness().mailer.send(aMail('m-2'));
      expect((await harness().accepted()).map((mail) => mail.messageId)).toEqual(['m-2']);
    });

    it('F14 with its answer lost: a TransientFailure; the next try is a copy under the same message id', async () => {
      const error = await fail('lost_answer');
      expect(error).toBeInstanceOf(TransientFailure);
      expectSafe(error);
      expect(await harness().accepted()).toHaveLength(1);
      await harness().mailer.send(aMail('m-1'));
      expect(new Set((await harness().accepted()).map((mail) => mail.messageId))).toEqual(new Set(['m-1']));
    });
  });
}
