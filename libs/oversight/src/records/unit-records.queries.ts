import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst } from '@yigou/platform';
import { reaches } from '../findings/reader';
import { ofUnitAndPeriod, recordColumns, statusWords, UNIT_RECORDS } from './unit-records';

type Page = RouteResponse<'listUnitRecords'>;

/** What the procurement of a unit left behind, for auditors. */
@Injectable()
export class UnitRecords {
  constructor(private readonly db: Database) {}

  /** The latest first; two statements. Throws `forbidden`, and `not_found` for a unit elsewhere. */
  async list(
    caller: Caller,
    unitId: string,
    { kind: code, from, to, ...page }: RouteInput<'listUnitRecords'>['query'],
  ): Promise<Page> {
    await this.audited(caller, unitId);
    const kind = UNIT_RECORDS[code];
    const filter = ofUnitAndPeriod(new Filter(), kind, { unitId, from, to });
    const listing = {
      from: kind.from,
      alias: 'v',
      joins: kind.joins,
      columns: recordColumns(kind),
      keyset: latestFirst(kind.at, kind.id),
    };
    const { rows, ...rest } = await keysetPage<Page['items'][number]>(this.db, filter, listing, page);
    return { ...rest, items: rows.map((row) => ({ ...row, status: statusWords(kind, row.status) })) };
  }

  /** The name of a unit of the auditor's region. One statement. Throws `forbidden`, `not_found`. */
  async audited(caller: Caller, unitId: string): Promise<string> {
    const { regionPrefix } = seatOf(caller, 'auditor');
    const filter = new Filter([unitId]).and('u.organisation_id = $1');
    filter.and(reaches(filter, 'u.organisation_id', { regionPrefix }));
    const unit = await this.db.one<{ name: string }>(
      `SELECT o.name FROM budget_unit u JOIN organisation o ON o.id = u.organisation_id WHERE ${filter.sql}`,
      filter.values,
    );
    if (!unit) throw new DomainError('not_found');
    return unit.name;
  }
}
