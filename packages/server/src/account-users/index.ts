export { type Invitee, type Inviting, invite } from './invite.ts';
export { addActiveMember, linkGroups, type MembershipRow } from './members.ts';
export { refreshPerson, removeMember } from './remove.ts';
