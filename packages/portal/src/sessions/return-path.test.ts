import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

describe('returnPath', () => {
  it.each(['/', '/profile', '/administration/settings/users?page=2&q=a%26b#row', '/accept-invite'])('keeps %s', (path) => {
    expect(returnPath(path, 'https://portal.example.com')).toBe(path);
  });

  it.each([
    undefined,
    null,
    7,
    '',
    'profile',
    'https://evil.example.net/',
    'javascript:alert(1)',
    '//evil.example.net',
    '/\\evil.example.net',
    '\\\\evil.example.net',
    '/\t/evil.example.net',
    '/\n//evil.example.net',
    '/.//evil.example.net',
    '/x/..//evil.example.net',
    ' //evil.example.net',
    '/sign-in?return=/sign-in',
    '/sign-in/',
  ])('leads home instead of %j', (path) => {
    expect(returnPath(path, 'https://portal.example.com')).toBe('/');
  });
});
