import { type Operation, operationId, resources } from '@tenantry/contract';
import { backgroundEvents, type FurtherEvent, furtherEvents } from '@tenantry/contract/further-events';
import { files, textOf } from './repository.ts';

const further: Readonly<Record<string, FurtherEvent>> = furtherEvents;
const sources = files.filter((path) => /^packages\/server\/src\/.*\.ts$/.test(path) && !/\.test\.ts$|\/testing\.ts$/.test(path));

/** When each event of the contract is recorded, by its key. */
export function declaredEvents(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (key: string, when: string) => found.set(key, [...(found.get(key) ?? []), when]);
  for (const resource of Object.values(resources))
    for (const [name, operation] of Object.entries(resource.operations as Record<string, Operation>))
      for (const use of operation.events ?? []) {
        const id = `\`${operationId(resource, name)}\``;
        if (typeof use === 'string') add(use, id);
        else add(use.key, `${id} (${'when' in use ? `when ${use.when}` : use.many})`);
      }
  for (const { key, when } of [...Object.values(further), ...backgroundEvents]) add(key, when);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A key as the code writes it; a part that is put in at run time matches any word. */
export interface WrittenKey {
  path: string;
  text: string;
  pattern: RegExp;
}

/** Every key of the platform that stands in the server's code. */
export function writtenKeys(): WrittenKey[] {
  return sources.flatMap((path) => {
    const text = textOf(path);
    const plain = [...text.matchAll(/platform\.[a-z_]+\.[a-z_]+\.(?:\$\{[^}]*\}|[a-z_]+)/g)].map(([key]) => key);
    const named = [...text.matchAll(/furtherEvents\.(\w+)\.key/g)].map(([, name]) => further[name!]?.key ?? `no such event: ${name}`);
    return [...plain, ...named].map((key) => ({ path, text: key, pattern: patternOf(key) }));
  });
}

const patternOf = (key: string): RegExp => new RegExp(`^${key.replace(placeholder, '*').replaceAll('.', '\\.').replace('*', '[a-z_]+')}$`);

const placeholder = /\$\{([^}]*)\}/;

/** What records of a key say in short, as the code writes it; otherwise the name that the catalogue of events gives it. */
export function summariesOf(keys: Iterable<string>): Map<string, string[]> {
  const written = sources.flatMap((path) => [
    ...textOf(path).matchAll(/event: (?:furtherEvents\.(\w+)\.key|(['`])(platform\.[^\n]*?)\2),\s*summary: (['`])([^\n]*?)\4/g),
  ]);
  const found = new Map<string, string[]>();
  for (const key of keys) {
    const action = key.slice(key.lastIndexOf('.') + 1).replaceAll('_', ' ');
    const exact = written.flatMap(([, name, , literal, , summary = '']) =>
      (name ? further[name]?.key : literal) === key && !placeholder.test(summary) ? [summary] : [],
    );
    // A key that is put together at run time: what it says is put together of the same word.
    const made = written.flatMap(([, , , literal = '', , summary = '']) => {
      const word = placeholder.exec(literal)?.[1];
      const isSame = word !== undefined && word === placeholder.exec(summary)?.[1];
      return isSame && patternOf(literal).test(key) ? [summary.replace(placeholder, action)] : [];
    });
    const texts = exact.length > 0 ? exact : made;
    found.set(key, texts.length > 0 ? [...new Set(texts)].sort() : [nameInCatalogue(key)]);
  }
  return found;
}

/** As the database names a kind of event that it sees for the first time (0007_event_types.sql). */
const nameInCatalogue = (key: string): string =>
  key
    .replace(/^(platform|extensions)\.[^.]*\./, '')
    .replaceAll(/[._]/g, ' ')
    .replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
