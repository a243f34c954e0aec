import { describe, expect, it } from 'vitest';
import { address, holdsToken, isForPeople, isForPrograms, paths, portalLinks, withQuery } from '../src/index.ts';

describe('an address', () => {
  it('is filled in, with each parameter encoded', () => {
    expect(address('/a/:id/b/:name.csv').at({ id: 17, name: 'x/y ?' })).toBe('/a/17/b/x%2Fy%20%3F.csv');
    expect(paths.login.at()).toBe('/login');
  });

  it('gets more into its query, replacing values with the same names', () => {
    expect(withQuery('/a', { b: 1, c: null })).toBe('/a?b=1');
    expect(withQuery('/a?b=1&d=2', { b: 'x y', d: undefined })).toBe('/a?b=x+y');
    expect(withQuery('/a?b=1', { b: null })).toBe('/a');
  });
});

describe('the kind of a path', () => {
  it.each([
    ['/api/confirm/abc', true],
    ['/api/decline/abc/more', true],
    ['/login/abc', true],
    ['/login', false],
    ['/login/', false],
    ['/api/confirm', false],
    ['/dashboard/bookings/1', false],
  ])('%s contains a token: %s', (path, holds) => {
    expect(holdsToken(path)).toBe(holds);
  });

  it.each([
    ['/dashboard', true],
    ['/nowhere', true],
    ['/apis', true],
    ['/api/confirm/abc', true],
    ['/api', false],
    ['/api/confirm', false],
    ['/api/partner/bookings', false],
    ['/metrics', false],
    ['/openapi.json', false],
  ])('an error at %s is a page for people: %s', (path, people) => {
    expect(isForPeople(path)).toBe(people);
  });

  it.each([
    ['/api/webhooks/new-order', true],
    ['/healthz', true],
    ['/api/partner/bookings', false],
    ['/openapi.json', false],
  ])('api#programs-are-told: only programs call %s: %s', (path, programs) => {
    expect(isForPrograms(path)).toBe(programs);
  });
});

it('mails and tickets link to complete addresses', () => {
  const links = portalLinks('https://portal.example.org');
  expect([links.booking(17), links.confirm('c0ffee'), links.decline('c0ffee'), links.login('c0ffee')]).toEqual([
    'https://portal.example.org/dashboard/bookings/17',
    'https://portal.example.org/api/confirm/c0ffee',
    'https://portal.example.org/api/decline/c0ffee',
    'https://portal.example.org/login/c0ffee',
  ]);
});
