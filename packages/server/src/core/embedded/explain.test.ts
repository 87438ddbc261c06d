import { describe, expect, it } from 'vitest';
import { explain, explainFileError, isPassing } from './explain.ts';

const about = { dataDir: '/d', logFile: '/d/postgres.log' };

describe('what PostgreSQL said becomes one sentence', () => {
  it.each([
    ['PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device', 'The disk that holds /d is full'],
    ['initdb: error: could not create directory "/d/x": Read-only file system', 'is on a read-only file system'],
    ['FATAL:  database files are incompatible with server', 'made by another version of PostgreSQL'],
    [
      'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use',
      'Processes of a crashed PostgreSQL still use the database in /d',
    ],
    ['FATAL:  lock file "postmaster.pid" already exists', 'Another PostgreSQL already runs on the database in /d'],
    ['FATAL:  could not create shared memory segment: Cannot allocate memory', 'not enough memory'],
    ['initdb: error: could not look up effective user ID 1234: user does not exist', 'needs a named user'],
    ['initdb: error: invalid locale name "C.UTF-8"', 'lacks the locale C.UTF-8'],
    ['PANIC:  could not locate a valid checkpoint record at 0/1', 'is damaged (see /d/postgres.log): restore it from a backup'],
    ['FATAL:  could not open file "base/1": Permission denied', 'may not read or write all of /d'],
    ['LOG:  fine so far\nFATAL:  something quite new', 'did not start: something quite new (more in /d/postgres.log).'],
    ['', 'did not start: it gave no reason (more in /d/postgres.log).'],
  ])('%s', (output, sentence) => {
    expect(explain(output, about)).toContain(sentence);
    expect(explain(output, about)).toMatch(/^[^\n]+\.$/);
  });

  it('only leftovers of a crash are worth waiting for', () => {
    expect(isPassing('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(true);
    expect(isPassing('FATAL:  lock file "postmaster.pid" already exists')).toBe(true);
    expect(isPassing('FATAL:  could not open file "base/1": Permission denied')).toBe(false);
  });

  it('a failed file operation is explained, and anything else is left to its own message', () => {
    expect(explainFileError(Object.assign(new Error(), { code: 'ENOSPC' }), '/d')).toContain('is full');
    expect(explainFileError(Object.assign(new Error(), { code: 'EROFS' }), '/d')).toContain('read-only');
    expect(explainFileError(new Error('else'), '/d')).toBeUndefined();
  });
});
