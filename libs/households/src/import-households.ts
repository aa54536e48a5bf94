import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { HouseholdInput, RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, covers, holdSeat, ImportColumns, type Jurisdiction, seatOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { claimKey, Database, type IdempotencyClaim, PersonalData, type Tx, UnitOfWork } from '@yigou/platform';
import { currentCode, RegionDirectory } from '@yigou/regions';
import { type SealedIdentity, sealIdentity } from './household-row';
import { readHouseholdSheet, type SheetRow } from './household-sheet';
import { maskIdentityNumber, maskName } from './masks';

type Preview = RouteResponse<'previewHouseholds'>;
type PreviewRow = Preview['rows'][number];
type Done = { created: number; skipped: number };

const SHOWN = 200;
const CHUNK = 500;
const HOURS = 1;
const TWICE = '身份证号：表内另一行已有这个号码';
const ORDER = { error: 0, duplicate: 1, exists: 2, create: 3 } as const;

/** Households from a spreadsheet: first what would happen, then, when somebody says yes, just that. Between the two the rows lie sealed. */
@Injectable()
export class ImportHouseholds {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
    private readonly audit: AuditLog,
    private readonly regions: RegionDirectory,
    private readonly columns: ImportColumns,
  ) {}

  /** Throws `spreadsheet_invalid` and `import_too_large`; what is wrong with a row stands at the row. */
  async preview(by: Caller, fileName: string, file: Buffer): Promise<Preview> {
    const office = seatOf(by, 'administration');
    const { rows: read, reading, refused } = await readHouseholdSheet(file, await this.columns.of(by, 'households'));
    const rows = await this.placed(office, read);
    const known = await this.known(rows);
    const seen = new Set<string>();
    const create: HouseholdInput[] = [];
    const reasons = new Map<number, string>();
    const shown = rows.map((row): PreviewRow => {
      const outcome = outcomeOf(row, known, seen);
      if (outcome === 'create' && row.household) create.push(row.household);
      const reason = outcome === 'duplicate' ? TWICE : row.problems.join('；');
      if (outcome === 'error' || outcome === 'duplicate') for (const number of row.rows) reasons.set(number, reason);
      return previewRow(row, outcome);
    });
    const count = (outcome: PreviewRow['outcome']) => shown.filter((row) => row.outcome === outcome).length;
    const id = newId();
    const [stored] = await this.db.query<{ expiresAt: Date }>(
      `INSERT INTO household_import (id, file_name, rows_sealed, created_by, region_prefix, skipped_rows, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(hours => ${HOURS})) RETURNING expires_at AS "expiresAt"`,
      [
        id,
        fileName.slice(-120),
        this.keys.seal(JSON.stringify(create), id),
        by.actor.userId,
        office.regionPrefix,
        rows.length - create.length,
      ],
    );
    if (!stored) throw new Error('the import was not stored');
    return {
      id,
      fileName: fileName.slice(-120),
      create: create.length,
      exists: count('exists'),
      duplicate: count('duplicate'),
      errors: count('error'),
      rows: shown.sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome] || a.row - b.row).slice(0, SHOWN),
      reading,
      refusedRows: refused(reasons),
      expiresAt: stored.expiresAt.toISOString(),
    };
  }

  /**
   * Registers what the preview said would be created; what was registered meanwhile is skipped. A second confirmation changes nothing and answers the
   * same. Throws `not_found` for another's import and `illegal_transition` when its hour is over.
   */
  confirm(by: Caller, id: string, once: IdempotencyClaim): Promise<Done> {
    return this.uow.run(async (tx) => {
      await claimKey(tx, once, { id });
      const run = await tx.one<{ rows: string; confirmed: boolean; over: boolean; created: number; skipped: number }>(
        `SELECT rows_sealed AS rows, confirmed_at IS NOT NULL AS confirmed, expires_at <= clock_timestamp() AS over, created_rows AS created,
           skipped_rows AS skipped FROM household_import WHERE id = $1 AND created_by = $2 FOR UPDATE`,
        [id, by.actor.userId],
      );
      const { seat } = await holdSeat(tx, by, { kind: 'administration' });
      if (!run) throw new DomainError('not_found');
      if (run.confirmed) return { created: run.created, skipped: run.skipped };
      if (run.over) throw new DomainError('illegal_transition', { status: 'expired' }, '预览已过期，请重新上传表格。');
      const rows = JSON.parse(this.keys.open(run.rows, id)) as HouseholdInput[];
      // By the blind index, so that two imports of the same households wait for each other in one order.
      const allowed = rows
        .filter((row) => covers(seat, row))
        .map((row) => ({ row, blind: this.keys.blind(row.idNumber) }))
        .sort((a, b) => a.blind.compare(b.blind))
        .map(({ row }) => row);
      let created = 0;
      for (let at = 0; at < allowed.length; at += CHUNK)
        created += await this.insert(tx, by, allowed.slice(at, at + CHUNK));
      return this.close(tx, by, id, { created, skipped: run.skipped + rows.length - created });
    });
  }

  /** Forgets what nobody confirmed; returns how many. */
  async prune(): Promise<number> {
    const rows = await this.db.query(
      'DELETE FROM household_import WHERE confirmed_at IS NULL AND expires_at < clock_timestamp() RETURNING id',
    );
    return rows.length;
  }

  private async close(tx: Tx, by: Caller, id: string, done: Done): Promise<Done> {
    await tx.query(
      `UPDATE household_import SET rows_sealed = '', confirmed_at = clock_timestamp(), created_rows = $2, skipped_rows = $3 WHERE id = $1`,
      [id, done.created, done.skipped],
    );
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'households.imported',
      subjectKind: 'household_import',
      subjectId: id,
      summary: `导入建档立卡户 ${done.created} 户`,
      data: done,
    });
    return done;
  }

  /** Rows with the present code of their county; those outside the jurisdiction get a problem. */
  private async placed(office: Jurisdiction, rows: readonly SheetRow[]): Promise<SheetRow[]> {
    const { byCode, renamed } = await this.regions.tree();
    return rows.map((row) => {
      if (!row.household) return row;
      const region = byCode.get(currentCode(renamed, row.household.regionCode));
      const household = { ...row.household, regionCode: region?.code ?? '' };
      if (!region?.leaf) return { ...row, household: null, problems: ['县代码：没有这个县（市、区）'] };
      if (!covers(office, household))
        return { ...row, household: null, problems: ['县代码或乡镇：不在您的管辖范围内'] };
      return { ...row, household };
    });
  }

  /** Blind indexes, in hex, of those rows that are registered already. */
  private async known(rows: readonly SheetRow[]): Promise<(idNumber: string) => boolean> {
    const blinds = rows.flatMap(({ household }) => (household ? [this.keys.blind(household.idNumber)] : []));
    const found = await this.db.query<{ blind: string }>(
      `SELECT encode(id_blind, 'hex') AS blind FROM household WHERE id_blind = ANY($1)`,
      [blinds],
    );
    const registered = new Set(found.map(({ blind }) => blind));
    return (idNumber) => registered.has(this.keys.blind(idNumber).toString('hex'));
  }

  private async insert(tx: Tx, by: Caller, rows: readonly HouseholdInput[]): Promise<number> {
    const sealed = rows.map((row) => {
      const id = newId();
      return { id, row, ...sealIdentity(this.keys, id, row.name, row.idNumber) };
    });
    const column = <T>(pick: (item: { id: string; row: HouseholdInput } & SealedIdentity) => T): T[] =>
      sealed.map(pick);
    const made = await tx.query(
      `INSERT INTO household (id, region_code, township, village, name_sealed, id_number_sealed, key_id, id_blind, name_masked, id_masked,
         people, status, created_by)
       SELECT t.*, $13 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[],
         $9::text[], $10::text[], $11::int[], $12::text[]) AS t (id, region_code, township, village, name_sealed, id_number_sealed, key_id,
         id_blind, name_masked, id_masked, people, status)
       ON CONFLICT (id_blind) DO NOTHING RETURNING id`,
      [
        column(({ id }) => id),
        column(({ row }) => row.regionCode),
        column(({ row }) => row.township),
        column(({ row }) => row.village),
        column(({ nameSealed }) => nameSealed),
        column(({ numberSealed }) => numberSealed),
        column(({ keyId }) => keyId),
        column(({ blind }) => blind),
        column(({ nameMasked }) => nameMasked),
        column(({ numberMasked }) => numberMasked),
        column(({ row }) => row.people),
        column(({ row }) => row.status),
        by.actor.userId,
      ],
    );
    return made.length;
  }
}

function outcomeOf(
  { household }: SheetRow,
  known: (idNumber: string) => boolean,
  seen: Set<string>,
): PreviewRow['outcome'] {
  if (!household) return 'error';
  if (seen.has(household.idNumber)) return 'duplicate';
  seen.add(household.idNumber);
  return known(household.idNumber) ? 'exists' : 'create';
}

function previewRow(
  { row, name, idNumber, regionCode, village, people, problems }: SheetRow,
  outcome: PreviewRow['outcome'],
) {
  const shownNumber = idNumber === '' ? '' : maskIdentityNumber(idNumber);
  const shown = { row, nameMasked: name === '' ? '' : maskName(name), idMasked: shownNumber, region: regionCode };
  return { ...shown, village, people, outcome, problems: [...problems] };
}
