import { Injectable } from '@nestjs/common';
import { Notices } from '@yigou/notifications';
import { Database, MARKET_TODAY, NO_ID, PolicyParameters, sweepBatches, type Tx, UnitOfWork } from '@yigou/platform';
import { SYSTEM } from '@yigou/identity';
import { moveCertificates } from './move-certificates';

/** Certificates that are moved under one lock: few enough that nobody waits a second for them on a busy machine. */
const BATCH = 50;
const LIVE = "status IN ('valid', 'suspended')";

interface Ending {
  readonly id: string;
  readonly number: string;
  readonly productName: string;
  readonly supplierId: string;
  readonly validTo: string;
}
/** Where a batch begins, in the order of the ends of terms. */
type Place = Pick<Ending, 'validTo' | 'id'>;
const FIRST: Place = { validTo: '1000-01-01', id: NO_ID };

interface Candidate extends Ending {
  readonly regionCode: string | null;
  readonly categorySlug: string | null;
  readonly daysLeft: number;
}

/**
 * Terms of certificates run out at midnight where the market is. An order asks for the term itself, so nothing is sold when this runs late; it enters what is
 * so already, in batches that hold short locks, and can be ended after any of them.
 */
@Injectable()
export class CertificateTerms {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly policy: PolicyParameters,
    private readonly notices: Notices,
  ) {}

  /**
   * Enters the end of every term that is over; gives how many. Each batch begins where the one before it ended, not among what that one has moved. One that
   * cannot be moved costs the others of its batch nothing; throws `SweepFailed` at the end.
   */
  async expireDue(batch = BATCH): Promise<number> {
    let ended = 0;
    await sweepBatches(
      { name: 'expire-certificates', size: batch, due: (after?: Place) => this.over(batch, after) },
      async (over) => {
        ended += await this.expire(over);
      },
    );
    return ended;
  }

  /** At most `limit`, in one transaction; gives how many. */
  async expireBatch(limit: number): Promise<number> {
    return this.expire(await this.over(limit, FIRST));
  }

  private over(limit: number, { validTo, id }: Place = FIRST): Promise<Place[]> {
    return this.db.query<Place>(
      `SELECT id, valid_to AS "validTo" FROM certificate
       WHERE ${LIVE} AND valid_to < (SELECT ${MARKET_TODAY}) AND (valid_to, id) > ($2::date, $3::uuid) ORDER BY valid_to, id LIMIT $1`,
      [limit, validTo, id],
    );
  }

  /** What somebody else has locked, a renewal or another worker, is left to the next time. */
  private expire(places: readonly Place[]): Promise<number> {
    return this.uow.run(async (tx) => {
      const over = await tx.query<Ending>(
        `SELECT id, number, product_name AS "productName", supplier_id AS "supplierId", valid_to AS "validTo" FROM certificate
         WHERE id = ANY($1) AND ${LIVE} AND valid_to < (SELECT ${MARKET_TODAY}) ORDER BY valid_to, id FOR UPDATE SKIP LOCKED`,
        [places.map(({ id }) => id)],
      );
      const ids = over.map(({ id }) => id);
      await moveCertificates(tx, ids, { action: 'expire', by: SYSTEM, reason: '有效期届满' });
      await this.tell(tx, over, '认定证书已到期', '相关产品已停止销售，可以申请续期');
      return over.length;
    });
  }

  /** Reminds of every certificate whose renewal has opened by policy, once each; gives how many. Throws `SweepFailed` at the end. */
  async remindDue(batch = BATCH): Promise<number> {
    const widest = await this.db.one<{ days: number | null }>(
      `SELECT max(value::text::int) AS days FROM policy_parameter
       WHERE name = 'certification.renewal_days' AND effective_from <= now() AND now() < effective_to`,
    );
    let reminded = 0;
    const due = (after: Candidate | undefined) => this.candidates(widest?.days ?? 0, batch, after);
    await sweepBatches({ name: 'remind-renewals', size: batch, due }, async (candidates) => {
      const open: Candidate[] = [];
      for (const candidate of candidates) if (await this.renewalOpen(candidate)) open.push(candidate);
      reminded += await this.remind(open);
    });
    return reminded;
  }

  private candidates(days: number, limit: number, after: Place = FIRST): Promise<Candidate[]> {
    return this.db.query<Candidate>(
      `SELECT id, number, product_name AS "productName", supplier_id AS "supplierId", region_code AS "regionCode", category_slug AS "categorySlug",
         valid_to AS "validTo", valid_to - (SELECT ${MARKET_TODAY}) AS "daysLeft"
       FROM certificate WHERE ${LIVE} AND status = 'valid' AND reminded_at IS NULL AND valid_to >= (SELECT ${MARKET_TODAY})
         AND valid_to <= (SELECT ${MARKET_TODAY}) + $1::int AND (valid_to, id) > ($2::date, $3::uuid) ORDER BY valid_to, id LIMIT $4`,
      [days, after.validTo, after.id, limit],
    );
  }

  private async renewalOpen({ regionCode, categorySlug, daysLeft }: Candidate): Promise<boolean> {
    return daysLeft <= (await this.policy.get('certification.renewal_days', regionCode ?? '', categorySlug ?? ''));
  }

  private remind(open: readonly Candidate[]): Promise<number> {
    if (open.length === 0) return Promise.resolve(0);
    return this.uow.run(async (tx) => {
      const marked = await tx.query<{ id: string }>(
        'UPDATE certificate SET reminded_at = clock_timestamp() WHERE id = ANY($1) AND reminded_at IS NULL RETURNING id',
        [open.map(({ id }) => id)],
      );
      const ids = new Set(marked.map(({ id }) => id));
      await this.tell(
        tx,
        open.filter(({ id }) => ids.has(id)),
        '认定证书即将到期',
        '请及时申请续期',
      );
      return ids.size;
    });
  }

  /** One notice for each supplier, however many of its certificates there are; one statement for all of them, since locks are held meanwhile. */
  private async tell(tx: Tx, ending: readonly Ending[], title: string, advice: string): Promise<void> {
    const bodies = new Map<string, string>();
    for (const [supplierId, own] of Map.groupBy(ending, (certificate) => certificate.supplierId)) {
      const [first] = own;
      if (!first) continue;
      const which = `${first.productName}（${first.number}，有效期至 ${first.validTo}）`;
      bodies.set(supplierId, `${own.length === 1 ? which : `${which}等 ${own.length} 份证书`}：${advice}。`);
    }
    await this.notices.tellEach(tx, bodies, { kind: 'certificate', title, link: '/supplier/certificates' });
  }
}
