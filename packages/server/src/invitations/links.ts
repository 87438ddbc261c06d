import type { Transaction } from '../core/database.ts';
import { newSecret, sha256 } from '../core/secrets.ts';
import type { Services } from '../core/services.ts';

const validMs = 7 * 86_400_000;

type Uses = Pick<Services, 'vault' | 'config'>;

/** What of a membership an invitation fills. */
export interface InvitationColumns {
  invitation_hash: Buffer;
  invitation_mail_hash: Buffer;
  invitation_cipher: Buffer;
  invitation_expires_at: Date;
}

export interface Links {
  /** For copying: proves nothing about the mailbox. */
  link: string;
  /** For the mail alone: its extra secret proves that whoever opens it reads the mailbox. */
  mailLink: string;
}

/** When an invitation sent now expires (spec 4.5, rule 1). */
export const invitationExpiry = (): Date => new Date(Date.now() + validMs);

/** Draws the secrets of a new invitation. Whatever link the membership had before is dead once the columns are stored. */
export async function newInvitation(
  services: Uses,
  tx: Transaction,
  account: string,
  membershipId: string,
): Promise<Links & { columns: InvitationColumns }> {
  const secret = newSecret();
  const mailSecret = newSecret();
  return {
    columns: {
      invitation_hash: sha256(secret),
      invitation_mail_hash: sha256(mailSecret),
      invitation_cipher: await services.vault.seal(tx, account, membershipId, `${secret}.${mailSecret}`),
      invitation_expires_at: invitationExpiry(),
    },
    ...linksOf(services, membershipId, secret, mailSecret),
  };
}

interface Invited {
  id: string;
  account_id: string;
  invitation_cipher: Buffer | null;
}

/** The links of an open invitation again, for copying and for sending the same mail once more. Nothing when there is no invitation. */
export async function invitationLinks(services: Uses, tx: Transaction, membership: Invited): Promise<Links | undefined> {
  if (!membership.invitation_cipher) return undefined;
  const plain = await services.vault.unseal(tx, membership.account_id, membership.id, membership.invitation_cipher);
  return linksOf(services, membership.id, ...split(plain));
}

/** The same for lists: the account's wrapped key comes along with each row, so that nothing is queried. */
export function openInvitationLink(services: Uses, membership: Invited, wrappedKey: Buffer): string {
  const { id, account_id, invitation_cipher } = membership;
  if (!invitation_cipher) throw new Error(`membership ${id} has no open invitation`);
  return linksOf(services, id, ...split(services.vault.unsealWith(wrappedKey, account_id, id, invitation_cipher))).link;
}

const split = (plain: string): [string, string] => {
  const [secret = '', mailSecret = ''] = plain.split('.');
  return [secret, mailSecret];
};

/** The `code` of a link, read back. Nothing for whatever is none. */
export function readCode(code: string): { membership: string; secret: string } | undefined {
  try {
    const { code: secret, accountUserId } = JSON.parse(Buffer.from(code, 'base64url').toString()) as Record<string, unknown>;
    if (typeof secret !== 'string' || typeof accountUserId !== 'string' || accountUserId.includes('\0')) return undefined;
    return { membership: accountUserId, secret };
  } catch {
    return undefined;
  }
}

function linksOf({ config }: Uses, accountUserId: string, code: string, mailSecret: string): Links {
  const link = `${config.publicUrl}/accept-invite?code=${Buffer.from(JSON.stringify({ code, accountUserId })).toString('base64url')}`;
  return { link, mailLink: `${link}&mail=${mailSecret}` };
}
