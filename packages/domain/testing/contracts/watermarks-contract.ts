import { asOrderId } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { NOW } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

/** Everything the `Watermarks` port promises. */
export const watermarksTests: PersistenceTests = (harness) => {
  it('orders#none-missed: is undefined before the first run, then where it was moved to', async () => {
    const { watermarks } = harness().ports;
    expect(await watermarks.read('orders')).toBeUndefined();
    await watermarks.advance('orders', { updatedAt: NOW, orderId: asOrderId(2 ** 40) });
    expect(await watermarks.read('orders')).toStrictEqual({ updatedAt: NOW, orderId: 2 ** 40 });
    await watermarks.advance('orders', { updatedAt: NOW + 1, orderId: asOrderId(3) });
    expect(await watermarks.read('orders')).toStrictEqual({ updatedAt: NOW + 1, orderId: 3 });
  });

  it('each has its own name', async () => {
    const { watermarks } = harness().ports;
    await watermarks.advance('orders', { updatedAt: NOW, orderId: asOrderId(1) });
    expect(await watermarks.read('Orders')).toBeUndefined();
    await watermarks.advance('other', { updatedAt: NOW + 5, orderId: asOrderId(2) });
    expect(await watermarks.read('orders')).toStrictEqual({ updatedAt: NOW, orderId: 1 });
  });
};

/** Holds an adapter of `Watermarks` to the port. */
export function watermarksContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Watermarks: ${name}`, open, watermarksTests);
}
