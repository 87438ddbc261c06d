import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { launchEmbedded } from './launch.ts';
import { canReach, serverUser } from './server-user.ts';
import { binariesWithoutLinks, gone, isRoot, launchInChild, query, quiet, scratchFolder } from './testing.ts';

const ordinaryUid = 65534;
// A checkout below /root cannot be read by another user, so that user cannot be tried there.
const canTryOrdinaryUser =
  !isRoot ||
  [process.execPath, fileURLToPath(new URL('.', import.meta.url))].every((path) => canReach(serverUser('/nowhere', undefined), path));

// Conditions instead of skipped tests: which user runs them decides which of these guarantees can be tried at all.
if (canTryOrdinaryUser) {
  describe('as an ordinary user', () => {
    it('everything belongs to and runs as that user', async () => {
      const uid = isRoot ? ordinaryUid : process.getuid!();
      const parent = scratchFolder(0o700);
      if (isRoot) chownSync(parent, uid, uid);
      const { child, database, error } = await launchInChild({ dataDir: join(parent, 'data') }, isRoot ? { uid } : {});
      expect(error).toBeUndefined();
      expect(await query(database!, 'select 1 as one')).toEqual([{ one: 1 }]);
      for (const path of [join(parent, 'data', 'postgres'), join(parent, 'data', 'postgres-password'), database!.host])
        expect(statSync(path).uid).toBe(uid);
      child.kill('SIGKILL');
      process.kill(database!.pid, 'SIGINT');
      await gone(database!.pid);
      rmSync(database!.host, { recursive: true });
    });

    it('a data folder that may not be written is one sentence', async () => {
      const parent = scratchFolder(0o555);
      const { child, error } = await launchInChild({ dataDir: join(parent, 'data') }, isRoot ? { uid: ordinaryUid } : {});
      expect(error).toBe(
        `The data folder ${join(parent, 'data')} cannot be written by this user: change its owner, or choose another data folder.`,
      );
      child.kill('SIGKILL');
      expect(readdirSync(parent)).toEqual([]);
    });
  });
}

if (!isRoot) {
  it('an ordinary user who asks for another user is refused in one sentence', async () => {
    await expect(launchEmbedded({ dataDir: scratchFolder(), asUser: 'root', ...quiet })).rejects.toThrow(
      /only root can run PostgreSQL as another user/,
    );
  });
}

if (isRoot && process.platform === 'linux') {
  describe('as root', () => {
    it('PostgreSQL runs as nobody, and only the cluster and its socket are given to it', async () => {
      const dataDir = scratchFolder();
      const database = await launchEmbedded({ dataDir, ...quiet });
      const nobody = statSync(join(dataDir, 'postgres')).uid;
      expect(nobody).not.toBe(0);
      expect(statSync(`/proc/${database.pid}`).uid).toBe(nobody);
      expect(statSync(join(dataDir, 'postgres-password'))).toMatchObject({ uid: 0 });
      expect(statSync(database.host).uid).toBe(nobody);
      await database.stop();
    });

    it('binaries and data below a private folder work, and the folder stays private', async () => {
      const secret = scratchFolder(0o700);
      const cacheFolder = scratchFolder();
      const binaries = binariesWithoutLinks(secret, true);
      const dataDir = join(secret, 'checkout', 'data');
      const database = await launchEmbedded({ dataDir, binaries, cacheFolder, ...quiet });
      await query(database, 'create extension if not exists plpgsql');
      await query(database, 'create table kept as select 42 as answer');
      expect(readdirSync(join(dataDir, 'postgres'))).toContain('PG_VERSION');
      expect(readdirSync(cacheFolder)).toEqual([binaries.version]);
      await database.stop();
      const again = await launchEmbedded({ dataDir, binaries, cacheFolder, ...quiet });
      expect(await query(again, 'select answer from kept')).toEqual([{ answer: 42 }]);
      await again.stop();
      expect(statSync(secret).mode & 0o777).toBe(0o700);
    });

    it('an orphan below a private folder is taken over as well', async () => {
      const dataDir = join(scratchFolder(0o700), 'data');
      const { child, database } = await launchInChild({ dataDir });
      child.kill('SIGKILL');
      await gone(child.pid!);
      const again = await launchEmbedded({ dataDir, ...quiet });
      expect(again).toMatchObject({ reattached: true, pid: database!.pid });
      await again.stop();
    });

    it('binaries below a private folder are put beside data that the server’s user can reach', async () => {
      const secret = scratchFolder(0o700);
      const binaries = binariesWithoutLinks(secret);
      const dataDir = scratchFolder();
      const cacheFolder = join(scratchFolder(), 'cache');
      const database = await launchEmbedded({ dataDir, binaries, cacheFolder, ...quiet });
      expect(readdirSync(join(dataDir, 'postgres-bin'))).toEqual([binaries.version]);
      expect(() => statSync(cacheFolder)).toThrow(/ENOENT/);
      await database.stop();
    });

    it('a cluster that an ordinary user made keeps running as that user', async () => {
      const dataDir = scratchFolder();
      await (await launchEmbedded({ dataDir, asUser: 'daemon', ...quiet })).stop();
      const owner = statSync(join(dataDir, 'postgres')).uid;
      const again = await launchEmbedded({ dataDir, ...quiet });
      expect(statSync(`/proc/${again.pid}`).uid).toBe(owner);
      await again.stop();
      await expect(launchEmbedded({ dataDir, asUser: 'nobody', ...quiet })).rejects.toThrow(
        /belongs to user \d+, not to nobody: run "chown -R nobody /,
      );
    });

    it.each([
      ['no-such-user-here', /TENANTRY_POSTGRES_USER names the user no-such-user-here, which this system does not know/],
      ['root', /PostgreSQL refuses to run as root: set TENANTRY_POSTGRES_USER/],
    ])('the user %s is refused in one sentence', async (asUser, sentence) => {
      await expect(launchEmbedded({ dataDir: scratchFolder(), asUser, ...quiet })).rejects.toThrow(sentence);
    });

    it('a cluster copied by root is refused with the command that repairs it', async () => {
      const dataDir = scratchFolder();
      mkdirSync(join(dataDir, 'postgres'));
      chmodSync(join(dataDir, 'postgres'), 0o700);
      await expect(launchEmbedded({ dataDir, ...quiet })).rejects.toThrow(
        `run "chown -R nobody ${join(dataDir, 'postgres')}" and start again`,
      );
    });
  });
}
