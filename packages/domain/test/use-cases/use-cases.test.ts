import { createMemoryPersistence, SettableClock, useCasesOver } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import * as every from '../../src/use-cases/every-use-case.ts';

describe('the list of use cases', () => {
  const clock = new SettableClock();
  const { ports } = createMemoryPersistence({ clock });

  it('creates every use case that is listed, whatever it depends on', () => {
    const made = useCasesOver({ ...ports, clock });
    expect(Object.keys(made).sort()).toEqual(Object.keys(every).sort());
    // Some are several functions under one name.
    const functionsOf = (useCase: object) => (typeof useCase === 'function' ? [useCase] : Object.values(useCase));
    for (const [name, useCase] of Object.entries(made)) {
      expect(functionsOf(useCase).length, name).toBeGreaterThan(0);
      for (const each of functionsOf(useCase)) expect(each, name).toBeTypeOf('function');
    }
  });
});
