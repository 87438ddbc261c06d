export {
  extendInvitation,
  type InvitationColumns,
  invitationExpiry,
  invitationLink,
  invitationLinks,
  type Links,
  newInvitation,
  openInvitationLink,
} from './links.ts';
export { acceptMembership, declineMembership, membershipObject } from './membership.ts';
