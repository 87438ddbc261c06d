import type { AuditLog } from '@tenantry/contract/audit-log';

const origin = 'tenantry/caf49b2f-2110-4e1b-bb15-d58c22467723';

/** A log for tests: one key signs it, one signed it before, a witness cosigns it. */
export function sampleLog(more: Partial<AuditLog> = {}): AuditLog {
  const root = 'BcG/9T8vpTouIqxZGdPSlFL15Maql8ri5rMJ6OYGA5Q=';
  return {
    origin,
    size: 1234,
    root,
    // 655ef66a and 0a0b0c0d, each followed by what stands for a signature.
    checkpoint: `${origin}\n1234\n${root}\n\n— ${origin} ZV72agAA\n— witness.example CgsMDQAA\n`,
    checkpointAt: '2026-11-20T10:20:30.456Z',
    waiting: 0,
    public: true,
    keys: [
      { id: '655ef66a', verifier: `${origin}+655ef66a+AU8IDBgy6QWZ`, createdAt: '2026-11-01T08:00:00.000Z' },
      {
        id: '11112222',
        verifier: `${origin}+11112222+AX7MDBgy6QWZ`,
        createdAt: '2026-01-01T08:00:00.000Z',
        retiredAt: '2026-11-02T08:00:00.000Z',
      },
    ],
    witnesses: [
      {
        name: 'witness.example',
        verifier: 'witness.example+0a0b0c0d+BO3f',
        url: 'https://witness.example/add-checkpoint',
        size: 1234,
        lastCosignedAt: '2026-11-20T10:20:31.000Z',
      },
    ],
    verification: { status: 'None' },
    ...more,
  };
}
