import type { AuditRecord } from '@tenantry/contract/audit-records';
import { expect } from 'vitest';
import type { Send, TestApp } from '../../test/harness.ts';

/** What tests of exports do: make records, and read them both ways. */
export function exportsOf(app: () => TestApp) {
  async function groupNamed(name: string, more: object = {}): Promise<{ id: string; name: string }> {
    const body = { name, modules: [{ id: 'MOD-1239' }], ...more };
    const made = await app().send('POST', '/accounts/user-groups', { token: app().world.client.token, body });
    expect(made.status).toBe(201);
    return made.body;
  }

  async function recordOf(more: object): Promise<string> {
    const body = { event: 'extensions.test.made', object: { id: 'ORD-1', name: 'Order' }, summary: 'Made', ...more };
    const made = await app().send('POST', '/audit/records', { token: app().world.vendor.token, body });
    expect(made.status).toBe(201);
    return made.body.id;
  }

  async function exported(kind: 'csv' | 'jsonl', who: Send, query = ''): Promise<{ text: string; total: number }> {
    const answer = await app().app.http.inject({
      url: `/public/v1/audit/records/export.${kind}${query ? `?${query}` : ''}`,
      headers: {
        ...(who.token ? { authorization: `Bearer ${who.token}` } : {}),
        ...(who.session ? { cookie: `tenantry=${who.session}` } : {}),
      },
    });
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
    return { text: answer.body, total: Number(answer.headers['tenantry-total']) };
  }

  async function jsonl(who: Send, query = ''): Promise<AuditRecord[]> {
    const { text, total } = await exported('jsonl', who, query);
    const records = text.split('\n').slice(0, -1);
    expect(records).toHaveLength(total);
    return records.map((line) => JSON.parse(line));
  }

  /** Everything that the list answers, page by page. */
  async function listed(who: Send, query = ''): Promise<AuditRecord[]> {
    const found: AuditRecord[] = [];
    for (;;) {
      const { body } = await app().send('GET', `/audit/records?limit=100&offset=${found.length}&${query ? `${query}&` : ''}render()`, who);
      found.push(...body.data);
      if (found.length >= body.$meta.pagination.total) return found;
    }
  }

  return { groupNamed, recordOf, exported, jsonl, listed };
}
