import { invitations } from '@tenantry/contract/invitations';
import { mount } from '../core/mount.ts';
import { personCaller } from '../sessions/index.ts';
import { accept } from './accept.ts';
import { answered, deadInvitation, findInvitation, isInvitee, provesMailbox, refuseLink, requireLink, toInvitation } from './find.ts';
import { sendMailCode } from './mail-code.ts';
import { declineMembership } from './membership.ts';

export const invitationRoutes = mount(invitations, {
  async lookUp({ tx, caller, body }) {
    const found = await findInvitation(tx, body.code);
    return found && !refuseLink(found) ? toInvitation(found, caller, body.mail) : deadInvitation;
  },

  async sendCode(call) {
    const found = requireLink(await findInvitation(call.tx, call.body.code));
    await sendMailCode(call, found);
    return toInvitation(found, call.caller, call.body.mail);
  },

  accept,

  async decline(call) {
    const { tx, caller, recorder, body } = call;
    const found = requireLink(await findInvitation(tx, body.code));
    // A copied link lets anybody say no, as throwing a letter away does; only proof of the mailbox makes it the invited person's word.
    const isHerself = isInvitee(found, caller) || provesMailbox(found, body.mail);
    const invitee = personCaller({ id: found.user_id, name: `${found.first_name} ${found.last_name}`, email: found.email });
    await declineMembership(
      { ...call, recorder: isHerself ? { ...recorder, caller: invitee } : recorder },
      { id: found.id, account_id: found.account_id, user_id: found.user_id, status: found.status, invitation_expires_at: found.expires_at },
    );
    return answered(found, 'declined');
  },
});
