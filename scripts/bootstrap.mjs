#!/usr/bin/env node
// The first thing that runs after a clone, on whatever Node the machine has. No static import and no newer syntax in this file:
// an old Node must get far enough to print the sentence.
if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    `Tenantry needs Node 20 or later to get started (this is ${process.versions.node}): install a current one from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
} else {
  void import('./bootstrap/run.mjs').then((bootstrap) => bootstrap.main(process.argv.slice(2)));
}
