import { expect, it } from 'vitest';
import { knownActions, knownEvents, knownObjectTypes } from './event-keys.ts';
import { de } from './texts.de.ts';
import { en } from './texts.en.ts';

it('what no operation declares can be filtered by too', () => {
  const keys = knownEvents.map(({ key }) => key);
  for (const key of [
    'platform.security.request.refused',
    'platform.accounts.api_token.read',
    'platform.notifications.mail.failed',
    'platform.installation.configuration.changed',
  ])
    expect(keys).toContain(key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(knownObjectTypes).toEqual(expect.arrayContaining(['Mail', 'Job', 'Configuration', 'ApiToken']));
});

it.each(['read', 'refused', 'sent', 'failed', 'kept', 'expired', 'changed'])('the action %s has a word in each language', (action) => {
  expect(knownActions).toContain(action);
  for (const texts of [en, de]) expect(texts.action).toHaveProperty(action);
});
