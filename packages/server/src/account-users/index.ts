export { type Invitee, type Inviting, invite } from './invite.ts';
export { addActiveMember, type MembershipRow } from './members.ts';
export { removeMember } from './remove.ts';
