import type { Invitation } from '@tenantry/contract/invitations';
import { api } from '../api.ts';

/** What came with the link: `mail` only from a mailed one. */
export interface InvitationLink {
  code: string;
  mail?: string;
}

const path = '/public/v1/security/invitations';

export const lookUp = (link: InvitationLink) => api.post<Invitation>(`${path}/look-up`, link);
export const sendCode = (link: InvitationLink) => api.post<Invitation>(`${path}/send-code`, link);
export const accept = (link: InvitationLink, registration?: object) =>
  api.post<Invitation>(`${path}/accept`, { ...link, ...(registration ? { registration } : {}) });
export const decline = (link: InvitationLink) => api.post<Invitation>(`${path}/decline`, link);
