import {
  asBookingId,
  BOOKING_MAIL_KINDS,
  type BookingMailKind,
  LANGUAGES,
  type MailContent,
  type Mailer,
  type MailKind,
  PermanentFailure,
  SEVERAL_MAIL_KINDS,
  TransientFailure,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../memory/failure-switch.ts';
import { type ExternalSystemHarness, externalSystemSuite, thrownBy } from './external-system-suite.ts';
import { aMail, bookingContent, loginContent, severalContent } from './mailer/mails.ts';

/** A mail as the provider accepted it. */
export interface AcceptedMail {
  readonly messageId: string;
  /** Its one recipient. */
  readonly to: string;
  readonly kind: MailKind;
}

/** What the suite needs of an adapter of `Mailer`. */
export interface MailerHarness extends ExternalSystemHarness {
  readonly mailer: Mailer;
  /** Every accepted mail, in any order; a duplicate may or may not be counted again. */
  accepted(): Promise<readonly AcceptedMail[]>;
  /** Makes the provider fail at the next mail; `retryAfterMs` is the wait that it requests, in whole seconds. */
  failNext?(kind: FailureKind, options?: { readonly retryAfterMs?: number }): Promise<void>;
}

/** The failures that the harness can cause; without any, the suite tests only successes. */
export interface MailerCapabilities {
  readonly failures: boolean;
}

/** Runs the contract suite on an adapter of `Mailer`. */
export function mailerContract(name: string, open: () => Promise<MailerHarness>, can: MailerCapabilities): void {
  externalSystemSuite(`Mailer: ${name}`, open, (harness) => {
    acceptanceTests(harness);
    if (can.failures) failureTests(harness);
  });
}

const KINDS: readonly MailKind[] = [...BOOKING_MAIL_KINDS, ...SEVERAL_MAIL_KINDS, 'day_before', 'login_link'];

function contentOf(kind: MailKind): MailContent {
  if (kind === 'login_link') return loginContent;
  if (kind === 'day_before') return { ...severalContent('several_requests'), kind };
  const several = SEVERAL_MAIL_KINDS.find((each) => each === kind);
  return several === undefined ? bookingContent(kind as BookingMailKind) : severalContent(several);
}

function acceptanceTests(harness: () => MailerHarness): void {
  describe('accepts mails', () => {
    it.each(KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const)))(
      '%s in %s',
      async (kind, language) => {
        const content = contentOf(kind);
        const one = BOOKING_MAIL_KINDS.some((each) => each === kind);
        const { providerId } = await harness().mailer.send(
          aMail('m-1', { content, language, bookingId: one ? asBookingId(1) : null }),
        );
        expect(providerId === null || providerId.length > 0).toBe(true);
        expect(await harness().accepted()).toEqual([{ messageId: 'm-1', to: 'kurse@example.org', kind }]);
      },
    );

    it.each(BOOKING_MAIL_KINDS)('%s without its optional parts', async (kind) => {
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

    it('names with special characters stay names, and the mail goes to its one recipient', async () => {
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

    it('delivery#at-least-once: a duplicate is recognised by its message id', async () => {
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
    it('F13 temporarily: a TransientFailure that is safe to log; nothing is accepted; the next attempt works', async () => {
      const error = await fail('transient');
      expect(error).toBeInstanceOf(TransientFailure);
      expectSafe(error);
      expect(await harness().accepted()).toEqual([]);
      await harness().mailer.send(aMail('m-1'));
      expect(await harness().accepted()).toHaveLength(1);
    });

    it('F12 for a stated time: the failure has the time', async () => {
      expect(await fail('transient', { retryAfterMs: 7_000 })).toMatchObject({ retryAfterMs: 7_000 });
    });

    it('F15 permanently: a PermanentFailure that is safe to log; the next mail is sent', async () => {
      const error = await fail('permanent');
      expect(error).toBeInstanceOf(PermanentFailure);
      expectSafe(error);
      expect(await harness().accepted()).toEqual([]);
      await harness().mailer.send(aMail('m-2'));
      expect((await harness().accepted()).map((mail) => mail.messageId)).toEqual(['m-2']);
    });

    it('F14 with its answer lost: a TransientFailure; the next attempt is a duplicate with the same message id', async () => {
      const error = await fail('lost_answer');
      expect(error).toBeInstanceOf(TransientFailure);
      expectSafe(error);
      expect(await harness().accepted()).toHaveLength(1);
      await harness().mailer.send(aMail('m-1'));
      expect(new Set((await harness().accepted()).map((mail) => mail.messageId))).toEqual(new Set(['m-1']));
    });
  });
}
