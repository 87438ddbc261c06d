import { type Compiled, compileFilter } from '../src/compile.ts';
import type { Fields } from '../src/fields.ts';
import { parseFilter } from '../src/parse.ts';

/** Users as a resource would declare them: every kind of field, with and without nulls. */
export const userFields: Fields = {
  id: { type: 'id', sql: 'u.id', nullable: false },
  name: { type: 'text', sql: 'u.name', nullable: true },
  email: { type: 'text', sql: 'u.email', nullable: false, search: 'u.search_text' },
  note: { type: 'text', sql: "u.details ->> 'note'", nullable: true },
  status: { type: 'text', sql: 'u.status', nullable: false, values: ['Active', 'Blocked'] },
  revision: { type: 'integer', sql: 'u.revision', nullable: false },
  score: { type: 'number', sql: 'u.score', nullable: true },
  sso: { type: 'boolean', sql: 'u.sso', nullable: true },
  'audit.created.at': { type: 'datetime', sql: 'u.created_at', nullable: false },
  'audit.updated.at': { type: 'datetime', sql: 'u.updated_at', nullable: true },
  hash: { type: 'text', sql: 'u.hash', filter: false },
  groups: {
    type: 'collection',
    from: 'groups g',
    where: 'g.user_id = u.id',
    fields: {
      id: { type: 'id', sql: 'g.id' },
      name: { type: 'text', sql: 'g.name' },
      modules: { type: 'collection', from: 'modules m', where: 'm.group_id = g.id', fields: { id: { type: 'id', sql: 'm.id' } } },
    },
  },
  tags: { type: 'collection', from: 'unnest(u.tags) as t(v)', where: 'true', fields: {}, self: { type: 'text', sql: 't.v' } },
};

export function compile(filter: string, firstParameter?: number): Compiled {
  return compileFilter(parseFilter(filter), userFields, firstParameter);
}
