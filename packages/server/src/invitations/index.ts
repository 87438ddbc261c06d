export {
  invitationExpiry,
  invitationLinks,
  newInvitation,
  openInvitationLink,
} from './links.ts';
export { acceptMembership, declineMembership, membershipObject } from './membership.ts';
