export {
  type InvitationColumns,
  invitationExpiry,
  invitationLink,
  invitationLinks,
  type Links,
  newInvitation,
  openInvitationLink,
} from './links.ts';
