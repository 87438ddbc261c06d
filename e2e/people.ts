import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { newBrowser, url } from './browser.ts';

const people = {
  ada: 'ada.roth@harbour-group.example',
  brigitte: 'brigitte.lefevre@harbour-group.example',
  finn: 'finn.okafor@harbour-group.example',
  mei: 'mei.tanaka@harbour-group.example',
  greta: 'greta.hoffmann@muster-werke.example',
  vidar: 'vidar.aas@nordwind.example',
  olivia: 'olivia.brandt@operations.example',
} as const;

/** Of every demo person. */
export const demoPassword = inject('password');

/** A demo person, or an address. */
export type Who = keyof typeof people | (string & {});

export const addressOf = (who: Who): string => people[who as keyof typeof people] ?? who;

/** A page in a browser of its own in which this person is signed in already; the sign-in page has a journey of its own. */
export async function signedIn(who: Who, password: string = demoPassword): Promise<Page> {
  const context = await newBrowser();
  const answer = await context.request.post('/public/v1/security/sessions', {
    headers: { origin: url },
    data: { email: addressOf(who), password },
  });
  expect(answer.status()).toBe(201);
  return context.newPage();
}
