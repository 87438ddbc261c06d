import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from '@tenantry/contract';
import { describe, expect, test } from 'vitest';
import { declaredNames, longFunctions } from './tidy/declarations.ts';
import { files, root, textOf } from './tidy/repository.ts';

const code = files.filter((path) => /\.tsx?$/.test(path));
const isTest = (path: string) => /\.test\.tsx?$|\/test\//.test(path);
const resourceNames: string[] = Object.values(resources).map((resource) => resource.name);
const foldersOf = (parent: string) =>
  [...new Set(files.filter((path) => path.startsWith(`${parent}/`)).map((path) => path.slice(parent.length + 1).split('/')))]
    .filter((parts) => parts.length > 1)
    .map((parts) => parts[0]!);

describe('names', () => {
  test('of folders are those of the resources, and every resource has a folder in the server', () => {
    // Not a resource: what all share, or what several resources and no client need.
    const further = new Set(['core', 'openapi', 'contacts', 'audit-log', 'passwords', 'people-files', 'housekeeping', 'demo']);
    const inServer = new Set(foldersOf('packages/server/src'));
    expect([...inServer].filter((name) => !further.has(name) && !resourceNames.includes(name))).toEqual([]);
    expect(resourceNames.filter((name) => !inServer.has(name))).toEqual([]);
    const inPortal = new Set(foldersOf('packages/portal/src'));
    expect(
      [...inPortal].filter((name) => !['shell', 'ui', 'parties'].includes(name) && !further.has(name) && !resourceNames.includes(name)),
    ).toEqual([]);
  });

  test('of files are lower-case words with hyphens', () => {
    const upper = new Set([
      'ARCHITECTURE.md',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'NOTICE',
      'README.md',
      'SECURITY.md',
      'STYLE.md',
    ]);
    const wrong = files.filter((path) =>
      path.split('/').some((part) => !upper.has(part) && !/^\.?[a-z0-9]+(?:[-._][a-z0-9]+)*$/.test(part)),
    );
    expect(wrong).toEqual([]);
  });

  test('of folders say what is inside', () => {
    const vague = new Set(['utils', 'util', 'lib', 'libs', 'common', 'shared', 'types', 'helpers', 'misc']);
    expect(
      files.filter((path) =>
        path
          .split('/')
          .slice(0, -1)
          .some((part) => vague.has(part)),
      ),
    ).toEqual([]);
  });

  test('are the words of the glossary, not their synonyms', () => {
    const synonyms = synonymsOf(textOf('docs/glossary.md'));
    expect(synonyms.length).toBeGreaterThan(40);
    const found = code
      .filter((path) => path.startsWith('packages/'))
      .flatMap((path) =>
        declaredNames(path, textOf(path)).flatMap(({ name, line }) => {
          const synonym = synonyms.find((one) => wordsOf(name).includes(one.words));
          return synonym ? [`${path}:${line} ${name}: say ${synonym.term}`] : [];
        }),
      );
    expect(found).toEqual([]);
  });
});

interface Synonym {
  term: string;
  /** `-access-token-`, so that only whole words match. */
  words: string;
}

const wordsOf = (name: string): string =>
  `-${name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()}-`;

function synonymsOf(glossary: string): Synonym[] {
  const rows = glossary.split('\n').filter((line) => /^\| (?!term|---)/.test(line));
  return rows.flatMap((line) => {
    const [, term = '', , not = ''] = line.split('|');
    return [...not.matchAll(/`(\w+)`/g)].map((match) => ({ term: term.trim(), words: wordsOf(match[1]!) }));
  });
}

describe('ARCHITECTURE.md', () => {
  const text = textOf('ARCHITECTURE.md');

  test('names only what is there', () => {
    const paths = [...text.matchAll(/`([\w.@/-]+\/[\w./-]*|\.[\w-]+\.cjs)`/g)]
      .map((match) => match[1]!)
      .filter((path) => !/^(core)\//.test(path));
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('can be read in ten minutes', () => {
    expect(text.split('\n').length).toBeLessThan(200);
    expect(text).not.toMatch(/\.ts:\d/);
  });
});

describe('nothing is left behind', () => {
  test('no marker of unfinished work, no test that is left out', () => {
    // Put together here, so that this file does not find itself.
    const marks = new RegExp(
      `\\b(${['TO', 'FIX', 'X'].map((start, i) => start + ['DO', 'ME', 'XX'][i]).join('|')})\\b|\\b(test|it|describe)\\.(${['on', 'sk', 'to'].map((start, i) => start + ['ly', 'ip', 'do'][i]).join('|')})\\b`,
    );
    expect(files.filter((path) => /\.(tsx?|mjs|cjs|sql|md)$/.test(path)).filter((path) => marks.test(textOf(path)))).toEqual([]);
  });

  test('no path of the machine it was written on', () => {
    const paths = new RegExp(`/(${['home', 'Users', 'work', 'farm'].join('|')})/[a-z.]`);
    expect(files.filter((path) => paths.test(textOf(path)))).toEqual([]);
  });

  test('no name of those whose documents this was written from', () => {
    const names = new Set(['034f084fd2b6bfaa', '07184f19625f99e8', '4a01fd8f06fe85aa']);
    const hash = (word: string) => createHash('sha256').update(word).digest('hex').slice(0, 16);
    const known = new Map<string, boolean>();
    const isName = (word: string): boolean => {
      if (!known.has(word)) known.set(word, names.has(hash(word)));
      return known.get(word)!;
    };
    const found = files.filter((path) => {
      const words =
        textOf(path)
          .toLowerCase()
          .match(/[a-z]+/g) ?? [];
      return words.some((word, i) => isName(word) || isName(`${word}${words[i + 1] ?? ''}`));
    });
    expect(found).toEqual([]);
  });

  test('no file too large for a repository', () => {
    expect(files.filter((path) => statSync(join(root, path)).size > 1_000_000)).toEqual([]);
  });
});

describe('size', () => {
  /** What was longer when the rule came, with its lines then: it may shrink, and leaves this list when it is short enough. */
  const longOnes: Record<string, number> = {
    'bench/seed.ts seed': 63,
    'packages/portal/src/account-users/add-wizard.tsx AddWizard': 80,
    'packages/portal/src/account-users/bulk-dialog.tsx BulkDialog': 67,
    'packages/portal/src/account-users/list-page.tsx UsersPage': 61,
    'packages/portal/src/accounts/accounts-page.tsx accountColumns': 61,
    'packages/portal/src/accounts/add-account.tsx AddAccount': 65,
    'packages/portal/src/api-tokens/use-token-actions.tsx useTokenActions': 83,
    'packages/portal/src/user-groups/add-group.tsx AddGroup': 76,
    'packages/portal/src/user-groups/edit-group.tsx EditForm': 61,
    'packages/portal/src/user-groups/member-picker.tsx MemberPicker': 65,
    'packages/portal/src/user-imports/check-view.tsx CheckView': 73,
    'packages/portal/src/user-imports/rows-table.tsx rowColumns': 61,
    'packages/server/src/core/server.ts createHttp': 62,
  };

  test('no file passes 300 lines', () => {
    const sources = files.filter((path) => /\.(tsx?|mjs|cjs|sql)$/.test(path));
    expect(sources.filter((path) => textOf(path).trimEnd().split('\n').length > 300)).toEqual([]);
  });

  test('no function passes 60 lines, and those that had passed it only get shorter', () => {
    const long = code
      .filter((path) => !isTest(path))
      .flatMap((path) => longFunctions(path, textOf(path), 60).map(({ name, lines }) => ({ id: `${path} ${name}`, lines })));
    expect(long.filter(({ id, lines }) => lines > (longOnes[id] ?? 60)).map(({ id, lines }) => `${id}: ${lines} lines`)).toEqual([]);
  });
});
