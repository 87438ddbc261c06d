export { type InvitationColumns, invitationExpiry, invitationLink, invitationLinks, type Links, newInvitation } from './links.ts';
