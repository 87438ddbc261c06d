import { type ApiTokenPatch, apiTokens } from '@tenantry/contract/api-tokens';
import { requireConfirmed } from '../core/confirm.ts';
import { updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import { initialsUrl } from '../core/pictures.ts';
import { conflict, invalid } from '../core/problem.ts';
import { checkedModules } from '../modules/index.ts';
import { createApiToken } from './index.ts';
import { findToken, loadToken, tokenListing, tokenObject } from './queries.ts';
import { afterAction, type TokenAction } from './rules.ts';

export const apiTokenRoutes = mount(
  apiTokens,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, tokenListing, list),
    get: ({ tx, params }) => findToken(tx, params.id),

    async create({ tx, caller, recorder, body, services }) {
      const account = body.account?.id ?? caller.account?.id ?? '';
      const modules = await checkedModules(tx, account, body.modules ?? []);
      const { row, token } = await createApiToken(
        { tx, services, recorder },
        {
          account,
          name: body.name,
          description: body.description ?? null,
          icon: body.icon ?? null,
          modules,
          expiresAt: checkedExpiry(body.expiresAt),
          auditReads: body.auditReads ?? false,
        },
      );
      return { ...(await findToken(tx, row.id)), token };
    },

    async update({ tx, recorder, params, body, checkRevision }) {
      const before = await loadToken(tx, params.id);
      checkRevision(before.revision);
      const modules = body.modules === undefined ? before.module_ids : await checkedModules(tx, before.account_id, body.modules ?? []);
      await updateObject(
        tx,
        recorder,
        tokenObject,
        before.id,
        { ...changedColumns(body), module_ids: modules },
        {
          event: 'platform.accounts.api_token.updated',
          summary: 'API token updated',
          details: '{{actor.name}} changed the API token {{object.name}}',
        },
      );
      return findToken(tx, before.id);
    },

    enable: (call) => act(call, 'enable'),
    disable: (call) => act(call, 'disable'),

    async reveal({ tx, caller, recorder, params, services }) {
      requireConfirmed(caller);
      const row = await loadToken(tx, params.id);
      if (!row.secret_cipher) throw conflict('This installation shows the secret of a token only once, when it is created.', 'shown-once');
      const token = await services.vault.unseal(tx, row.account_id, row.id, row.secret_cipher);
      await updateObject(
        tx,
        recorder,
        tokenObject,
        row.id,
        {},
        {
          event: 'platform.accounts.api_token.revealed',
          summary: 'API token revealed',
          details: '{{actor.name}} looked at the secret of the API token {{object.name}}',
        },
      );
      return { ...(await findToken(tx, row.id)), token };
    },

    async delete(call) {
      await act(call, 'delete');
      return undefined;
    },

    async icon({ tx, params }) {
      const token = await findToken(tx, params.id);
      return { redirect: initialsUrl(token.name) };
    },
  },
  tokenListing.omitted,
);

const words = { enable: 'enabled', disable: 'disabled', delete: 'deleted' } as const;

async function act({ tx, recorder, params }: Pick<Call, 'tx' | 'recorder'> & { params: { id: string } }, action: TokenAction) {
  const row = await loadToken(tx, params.id);
  const after = afterAction(row.status, action);
  if ('refused' in after) throw conflict(after.refused, 'status');
  const word = words[action];
  await updateObject(
    tx,
    recorder,
    tokenObject,
    row.id,
    { status: after.status },
    {
      event: `platform.accounts.api_token.${word}`,
      summary: `API token ${word}`,
      details: `{{actor.name}} ${word} the API token {{object.name}}`,
    },
  );
  // A deleted token is out of every list, so there is nothing to read back.
  return action === 'delete' ? (undefined as never) : findToken(tx, row.id);
}

function changedColumns(body: ApiTokenPatch): Record<string, unknown> {
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.description === undefined ? {} : { description: body.description }),
    ...(body.icon === undefined ? {} : { icon: body.icon }),
    ...(body.auditReads === undefined ? {} : { audit_reads: body.auditReads }),
    ...(body.expiresAt === undefined ? {} : { expires_at: checkedExpiry(body.expiresAt) }),
  };
}

function checkedExpiry(given: string | null | undefined): Date | null {
  if (given === null || given === undefined) return null;
  const at = new Date(given);
  if (!(at.getTime() > Date.now())) throw invalid({ expiresAt: ['Must be in the future.'] });
  return at;
}
