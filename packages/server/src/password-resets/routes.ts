import { setTimeout as sleep } from 'node:timers/promises';
import { passwordResets } from '@tenantry/contract/password-resets';
import { mount } from '../core/mount.ts';
import { networkOf } from '../core/network.ts';
import { takeTry, tooManyTries } from '../passwords/index.ts';
import { completeReset } from './complete.ts';
import { requestReset } from './request.ts';

/** Every answer waits as long: whether a mail was queued must not be measurable from outside. */
const answerAfterMs = 150;
const done = { id: 'password-reset', done: true };

export const passwordResetRoutes = mount(passwordResets, {
  async create({ services, recorder, body }) {
    const begun = performance.now();
    const email = body.email.trim();
    const wait = await takeTry(services, { 'mail-from': networkOf(recorder.origin.ip) });
    if (wait > 0) throw tooManyTries(wait);
    // Too many for one address are dropped in silence: an answer would tell the next one who asked before.
    if ((await takeTry(services, { 'mail-to': email.toLowerCase() })) === 0) await requestReset(services, recorder, email);
    await sleep(Math.max(0, answerAfterMs - (performance.now() - begun)));
    return done;
  },

  async complete(call) {
    await completeReset(call);
    return done;
  },
});
