import fc from 'fast-check';

/**
 * The same cases in every run, so that a red one is red for everybody: `TENANTRY_FUZZ_SEED` chooses others, `TENANTRY_FUZZ_RUNS` more of
 * them, for a long night.
 */
fc.configureGlobal({ seed: Number(process.env.TENANTRY_FUZZ_SEED ?? 20261122) });
