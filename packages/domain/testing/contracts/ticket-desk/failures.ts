import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../memory/failure-switch.ts';
import { thrownBy } from '../external-system-suite.ts';
import { bookingDraft, noteDraft } from './drafts.ts';
import type { TicketDeskHarness } from './harness.ts';

const CANARIES = ['mara@example.org', 'Mara', '000001', 'Nur bis acht'];

export function ticketFailureTests(harness: () => TicketDeskHarness): void {
  const failing = async (kind: FailureKind, call: () => Promise<unknown>): Promise<unknown> => {
    if (harness().failNext === undefined) expect.fail('A harness whose desk can fail must have `failNext`.');
    await harness().failNext?.(kind);
    const error = await thrownBy(call);
    for (const canary of CANARIES) expect(String(error)).not.toContain(canary);
    return error;
  };
  const open = (): Promise<{ readonly ticketId: string }> => harness().desk.open(bookingDraft(1));

  describe('fails', () => {
    it('F18 temporarily: a TransientFailure; the next attempt opens the one ticket', async () => {
      expect(await failing('transient', open)).toBeInstanceOf(TransientFailure);
      await open();
      expect(await harness().tickets()).toHaveLength(1);
    });

    it('F19 permanently: a PermanentFailure', async () => {
      expect(await failing('permanent', open)).toBeInstanceOf(PermanentFailure);
      expect(await harness().tickets()).toEqual([]);
    });

    it('F16 with the answer lost: a TransientFailure; the next attempt finds the one ticket', async () => {
      expect(await failing('lost_answer', open)).toBeInstanceOf(TransientFailure);
      const { ticketId } = await open();
      expect(await harness().tickets()).toEqual([{ ticketId, closed: false }]);
    });

    it('F16 a note whose answer was lost is added once', async () => {
      const { ticketId } = await open();
      const note = (): Promise<void> => harness().desk.addNote(ticketId, noteDraft('n-1'));
      expect(await failing('transient', note)).toBeInstanceOf(TransientFailure);
      expect(await harness().notes(ticketId)).toEqual([]);
      expect(await failing('lost_answer', note)).toBeInstanceOf(TransientFailure);
      await note();
      expect(await harness().notes(ticketId)).toHaveLength(1);
    });
  });
}
