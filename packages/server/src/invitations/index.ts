export {
  type InvitationColumns,
  invitationExpiry,
  invitationLinks,
  type Links,
  newInvitation,
  openInvitationLink,
} from './links.ts';
export { acceptMembership, declineMembership, membershipObject } from './membership.ts';
