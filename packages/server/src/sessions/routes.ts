import { sessions } from '@tenantry/contract/sessions';
import { sql } from '../core/database.ts';
import { mount } from '../core/mount.ts';
import { confirm } from './confirm.ts';
import { recordSessionEvent } from './open-session.ts';
import { signIn } from './sign-in.ts';

export const sessionRoutes = mount(sessions, {
  // Nothing is looked up: an answer that depended on the address would tell who is known.
  start: async () => ({ next: 'password' as const }),

  create: signIn,

  async end({ tx, caller, recorder, setSession }) {
    await tx.become({ role: 'person' });
    const ended = await tx.query(
      sql`update sessions set ended_at = now() where id = ${caller.session!.id} and ended_at is null returning id`,
    );
    if (ended.length > 0) await recordSessionEvent(tx, recorder, caller, 'ended', 'Signed out', '{{object.name}} signed out');
    setSession(undefined);
    return undefined;
  },

  confirm,
});
