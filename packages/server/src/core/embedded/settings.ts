import { totalmem } from 'node:os';

/**
 * What the embedded server is started with. Given on the command line, so that an upgrade of Tenantry takes effect on an existing cluster
 * and nothing in the cluster can open a network port. For a tuned server, use DATABASE_URL.
 */
export function serverSettings(socketFolder: string, overrides: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '64MB',
    effective_cache_size: `${Math.max(256, Math.floor(totalmem() / 2 ** 21))}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    random_page_cost: '1.1',
    jit: 'off',
    // Reading ahead in three more processes costs memory that an idle installation does not have to spend.
    io_method: 'sync',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    autovacuum_max_workers: '2',
    // No replica hangs on this server: less to write for every change.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '512MB',
    // A commit waits this many microseconds for others to share its write to the disk, where at least so many transactions are open beside it:
    // under load there are fewer writes, and a lone change does not wait.
    commit_delay: '400',
    commit_siblings: '3',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // `log` leaves out the errors of statements, whose texts quote people's data; they reach our own log through the caller.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...overrides,
  };
}
