// A copy of the cluster while it works, by the server's own procedure: between pg_backup_start and pg_backup_stop files may be copied in any order, and
// with the log that was written meanwhile they are the database of the last moment. The embedded package brings no pg_basebackup, which does the same.
import { join } from 'node:path';
import pg from 'pg';
import { type ArchiveWriter, walk } from './archive.ts';

/** Where a cluster lies in an archive. */
export const CLUSTER = 'postgres';
const SLOT = 'yigou_backup';
/** What a server makes anew, and what belongs to a running one: as pg_basebackup leaves them out. */
const EMPTIED = [
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
];
const LEFT_OUT =
  /(^|\/)(postmaster\.(pid|opts)|pg_internal\.init(\..*)?|pgsql_tmp.*|backup_(label|manifest).*|current_logfiles.*)$/;
const isLeftOut = (name: string): boolean =>
  LEFT_OUT.test(name) || EMPTIED.some((folder) => name.startsWith(`${folder}/`) && name !== `${folder}/`);
/** Segments of the log carry 24 hexadecimal digits, histories eight. */
const LOG = /^(?<timeline>[0-9A-F]{8})([0-9A-F]{16}|\.history)$/;

interface Cluster {
  readonly data: string;
  /** Of the server that works on it. */
  readonly adminUrl: string;
}

/** Puts a cluster into the archive as it is at one moment; `near` is called right before that moment and right after it. */
export async function backUpCluster(
  archive: ArchiveWriter,
  { data, adminUrl }: Cluster,
  near: () => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Keeps the log from being reused meanwhile; it ends with this session.
    await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [`${SLOT}_${process.pid}`]);
    await client.query(`SELECT pg_backup_start('yigou', fast => true)`);
    for (const name of walk(data, isLeftOut)) await put(archive, data, name);
    near();
    const { rows } = await client.query<{ label: string; first: string; last: string }>(
      `SELECT s.labelfile AS label, pg_walfile_name(s.lsn) AS last, substring(s.labelfile FROM 'file ([0-9A-F]{24})') AS first FROM pg_backup_stop(wait_for_archive => false) s`,
    );
    near();
    const [stopped] = rows;
    if (!stopped) throw new Error('pg_backup_stop answered nothing');
    await archive.text(`${CLUSTER}/backup_label`, stopped.label);
    for (const name of walk(join(data, 'pg_wal')))
      if (LOG.test(name) && name >= stopped.first && name <= stopped.last) await put(archive, data, `pg_wal/${name}`);
  } finally {
    await client.end();
  }
}

async function put(archive: ArchiveWriter, data: string, name: string): Promise<void> {
  if (name.endsWith('/')) archive.folder(`${CLUSTER}/${name}`);
  else await archive.fileOfServer(`${CLUSTER}/${name}`, join(data, name));
}
