export {
  extendInvitation,
  type InvitationColumns,
  invitationLink,
  invitationLinks,
  type Links,
  newInvitation,
  openInvitationLink,
} from './links.ts';
export { acceptMembership, declineMembership, membershipObject } from './membership.ts';
