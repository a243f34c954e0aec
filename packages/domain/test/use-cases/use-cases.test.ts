import { createMemoryPersistence, SettableClock, useCasesOver } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import * as every from '../../src/use-cases/every-use-case.ts';

describe('the list of use cases', () => {
  const clock = new SettableClock();
  const { ports } = createMemoryPersistence({ clock });

  it('creates every use case that is listed, whatever it depends on', () => {
    const made = useCasesOver({ ...ports, clock });
    expect(Object.keys(made).sort()).toEqual(Object.keys(every).sort());
    for (const useCase of Object.values(made)) expect(useCase).toBeTypeOf('function');
  });
});
