import { Injectable } from '@nestjs/common';
import {
  AUDIT_PACK,
  type FileType,
  UNIT_RECORD_KIND_CODES,
  UNIT_RECORD_KINDS,
  type UnitRecordKind,
} from '@yigou/contracts';
import { EvidenceFiles } from '@yigou/evidence';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, takeUpTo } from '@yigou/platform';
import { Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import QueryStream from 'pg-query-stream';
import { BOM, csvLine, type PackEntry } from './pack-index';
import { fileEnding, PackWriter } from './pack-writer';
import { ofUnitAndPeriod, recordColumns, statusWords, UNIT_RECORDS } from './unit-records';
import { UnitRecords } from './unit-records.queries';

/** Each pack holds a connection while its reader takes it. */
const MAX_AT_ONCE = 2;
const TIME_LIMIT_MS = 5 * 60_000;
const BATCH = 200;
const HEADINGS = ['编号', '事项', '状态', '金额（元）', '对方或经办人', '时间', '备注'];

export interface PackPeriod {
  readonly from: string;
  readonly to: string;
}
/** A pack that is about to be written. */
export interface AuditPack {
  /** `审计资料-某单位-2026-01-01至2026-12-31.zip` */
  readonly fileName: string;
  readonly unitName: string;
  /**
   * Writes the whole file and ends the stream; answers its index. Throws `rate_limited` at once, before anything is written, while others are; rejects when the reader goes
   * away.
   */
  write(output: Writable): Promise<readonly PackEntry[]>;
}
interface Original {
  readonly path: string;
  readonly kind: string;
  /** Of the object store, of what was uploaded. */
  readonly key: string | null;
  /** Of what was signed. */
  readonly contractOf: string | null;
}

/**
 * All of a unit and a period as one ZIP (审计资料包): the lists as .csv, the contracts as they were signed, invoices and vouchers as they were uploaded, and an index with the SHA-256
 * of each file. Everything is read when its turn comes, in one snapshot of the database, so that memory stays flat and the lists agree with each other.
 */
@Injectable()
export class AuditPacks {
  private running = 0;

  constructor(
    private readonly db: Database,
    private readonly records: UnitRecords,
    private readonly files: EvidenceFiles,
  ) {}

  /** Throws `forbidden`, `not_found` for a unit elsewhere, `pack_too_large`. */
  async of(caller: Caller, unitId: string, period: PackPeriod): Promise<AuditPack> {
    const { organisationName } = seatOf(caller, 'auditor');
    const unitName = await this.records.audited(caller, unitId);
    const originals = await this.originals(unitId, period);
    if (originals.length > AUDIT_PACK.files) throw new DomainError('pack_too_large', { limit: AUDIT_PACK.files });
    const days = `${period.from} 至 ${period.to}`;
    const heading = `${unitName}采购审计资料（${days}）`;
    const about = `由${organisationName}于 ${new Date().toISOString()} 从益购下载。各文件的 SHA-256 可用来核对内容未被改动。`;
    return {
      fileName: `审计资料-${unitName}-${period.from}至${period.to}.zip`,
      unitName,
      write: (output) => {
        // Nobody waits between this look and the place that is taken: who asks at the same moment as many others is refused like who asks after them.
        if (this.running >= MAX_AT_ONCE) throw new DomainError('rate_limited', { retryAfter: 10 });
        this.running += 1;
        return this.write({ unitId, period, originals, heading, about }, output)
          .catch((error: unknown) => {
            output.destroy(error instanceof Error ? error : undefined);
            throw error;
          })
          .finally(() => (this.running -= 1));
      },
    };
  }

  private async write(
    of: {
      readonly unitId: string;
      readonly period: PackPeriod;
      readonly originals: readonly Original[];
      readonly heading: string;
      readonly about: string;
    },
    output: Writable,
  ): Promise<readonly PackEntry[]> {
    const taken = finished(output, { readable: false, signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    taken.catch(() => undefined);
    const client = await this.db.pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await takeUpTo(client, TIME_LIMIT_MS);
      const pack = new PackWriter();
      for (const [at, kind] of UNIT_RECORD_KIND_CODES.entries())
        pack.add(listPath(at, kind), UNIT_RECORD_KINDS[kind], async () => Readable.from(sheet(client, kind, of)));
      const contracts = new Contracts(client, of.originals);
      for (const one of of.originals) pack.add(one.path, one.kind, () => this.open(one, contracts));
      pack.end(of.heading, of.about);
      await Promise.race([pack.into(output), taken.then(() => undefined)]);
      await client.query('COMMIT');
      client.release();
      return pack.entries;
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
  }

  private async open({ key, contractOf }: Original, contracts: Contracts): Promise<Readable> {
    if (contractOf !== null) return Readable.from([await contracts.of(contractOf)]);
    const stored = key === null ? null : await this.files.stored(key);
    return stored?.body ?? Readable.from(['原件在存储中缺失，请联系平台管理员。\n']);
  }

  /** What is packed besides the lists, one more than may be at most. One statement. */
  private async originals(unitId: string, { from, to }: PackPeriod): Promise<Original[]> {
    const filter = new Filter();
    const within = (kind: UnitRecordKind): string =>
      ofUnitAndPeriod(new SharedFilter(filter), UNIT_RECORDS[kind], { unitId, from, to }).sql;
    const rows = await this.db.query<{
      kind: 'contract' | 'invoice' | 'transfer';
      name: string;
      key: string | null;
      mediaType: FileType | null;
      orderId: string | null;
    }>(
      `SELECT 'contract' AS kind, o.number AS name, NULL AS key, NULL AS "mediaType", v.order_id AS "orderId"
         FROM ${UNIT_RECORDS.contract.from} WHERE ${within('contract')}
       UNION ALL SELECT 'invoice', v.number || CASE WHEN v.status = 'withdrawn' THEN '-' || v.id ELSE '' END, e.key, e.media_type, NULL
         FROM purchasing_invoice v JOIN evidence e ON e.id = v.file_id WHERE ${within('invoice')}
       UNION ALL SELECT 'transfer', o.number || '-' || to_char(v.submitted_at, 'YYYYMMDDHH24MISSMS') || '-' || f.at, e.key, e.media_type, NULL
         FROM purchasing_transfer v JOIN sales_order o ON o.id = v.order_id CROSS JOIN unnest(v.vouchers) WITH ORDINALITY AS f (id, at)
         JOIN evidence e ON e.id = f.id WHERE ${within('transfer')}
       ORDER BY 1, 2 LIMIT ${AUDIT_PACK.files + 1}`,
      filter.values,
    );
    return rows.map(({ kind, name, key, mediaType, orderId }) => {
      const folder = { contract: '合同', invoice: '发票', transfer: '转账凭证' }[kind];
      const ending = orderId === null ? fileEnding(mediaType) : 'json';
      return { path: `${folder}/${name}.${ending}`, kind: `${folder}原件`, key, contractOf: orderId };
    });
  }
}

/** Conditions of their own over the values of another filter. */
class SharedFilter extends Filter {
  constructor(private readonly other: Filter) {
    super();
  }

  override readonly bind = (value: unknown): string => this.other.bind(value);
}

const listPath = (at: number, kind: UnitRecordKind): string =>
  `${String(at + 1).padStart(2, '0')}-${UNIT_RECORD_KINDS[kind]}.csv`;

interface SheetRow {
  readonly number: string;
  readonly title: string;
  readonly status: string;
  readonly amountFen: number | string | null;
  readonly party: string;
  readonly at: string;
  readonly note: string;
}

/** The rows of a kind as .csv, as a cursor of the database gives them. */
async function* sheet(
  client: pg.PoolClient,
  code: UnitRecordKind,
  { unitId, period }: { readonly unitId: string; readonly period: PackPeriod },
): AsyncGenerator<string> {
  const kind = UNIT_RECORDS[code];
  const filter = ofUnitAndPeriod(new Filter(), kind, { unitId, ...period });
  const text = `SELECT ${recordColumns(kind)} FROM (SELECT v.* FROM ${kind.from} WHERE ${filter.sql}) AS v ${kind.joins} ORDER BY ${kind.at}, ${kind.id}`;
  yield BOM + csvLine(HEADINGS);
  const rows = client.query(new QueryStream(text, filter.values, { batchSize: BATCH, highWaterMark: BATCH }));
  for await (const row of rows as AsyncIterable<SheetRow>)
    yield csvLine([
      row.number,
      row.title,
      statusWords(kind, row.status),
      row.amountFen === null ? '' : (Number(row.amountFen) / 100).toFixed(2),
      row.party,
      row.at,
      row.note,
    ]);
}

/** The contents of contracts, read some hundred at a time in the order in which they are packed. */
class Contracts {
  private readonly ids: readonly string[];
  private read = new Map<string, string>();

  constructor(
    private readonly client: pg.PoolClient,
    originals: readonly Original[],
  ) {
    this.ids = originals.flatMap(({ contractOf }) => (contractOf === null ? [] : [contractOf]));
  }

  async of(orderId: string): Promise<string> {
    if (!this.read.has(orderId)) {
      const from = this.ids.indexOf(orderId);
      const { rows } = await this.client.query<{ id: string; content: string }>(
        'SELECT order_id AS id, content FROM order_contract WHERE order_id = ANY($1)',
        [this.ids.slice(from, from + BATCH)],
      );
      this.read = new Map(rows.map(({ id, content }) => [id, content]));
    }
    return this.read.get(orderId) ?? '';
  }
}
