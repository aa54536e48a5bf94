import { Injectable } from '@nestjs/common';
import type { ApplicationForm, EvidenceKind, PriceCheck, ScopeLine } from '@yigou/contracts';
import { type Caller, holdSeat, supplierOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { claimKey, Database, type IdempotencyClaim, PolicyParameters, type Tx, UnitOfWork } from '@yigou/platform';
import { PriceReference, worstVerdict } from '@yigou/prices';
import { benefitSummary, LIVE_MECHANISM, requireAdmitted } from '@yigou/suppliers';
import { ApplicationFlow } from './application-flow';
import { type Completeness, missingOf } from './application-form';
import { EDITABLE, firstStop } from './application-status';
import { lockOwn, type LockedApplication } from './move-application';
import { changedMatter, resubmissionOf } from './resubmission';

interface Priced {
  readonly form: ApplicationForm;
  readonly regionCode: string;
  readonly scope: readonly ScopeLine[] | null;
}

/** A supplier hands an application in, for the first time or after it was returned. */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly prices: PriceReference,
    private readonly flow: ApplicationFlow,
  ) {}

  /**
   * The same key submits once. Throws `not_found`, `version_conflict`, `illegal_transition`, `supplier_not_admitted`, `application_incomplete` with
   * `details.fields`, `price_slip_suspected` and `price_reason_required` with `details.checks` (one for each packing, domain R17).
   */
  async execute(caller: Caller, id: string, version: number, claim: IdempotencyClaim): Promise<void> {
    const supplierId = supplierOf(caller);
    // Bands are read before the lock: the version that the lock finds must be the one that they were read for.
    const { checks, checked } = await this.check(id, supplierId);
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const application = await lockOwn(tx, id, supplierId);
      if (application.version !== version || checked !== version)
        throw new DomainError('version_conflict', { version: application.version });
      if (!EDITABLE.includes(application.status))
        throw new DomainError('illegal_transition', { status: application.status });
      await requireAdmitted(tx, supplierId);
      const completeness = await completenessOf(tx, application);
      const fields = missingOf(completeness);
      if (Object.keys(fields).length > 0) throw new DomainError('application_incomplete', { fields });
      requirePrices(application.form, checks);
      await this.submit(tx, by, application, completeness, checks);
    });
  }

  /** With the version that it looked at. */
  private async check(id: string, supplierId: string): Promise<{ checks: PriceCheck[]; checked: number }> {
    const priced = await this.db.one<Priced & { readonly version: number }>(
      `SELECT a.version, a.form, a.region_code AS "regionCode", c.scope FROM application a LEFT JOIN certificate c ON c.id = a.certificate_id
       WHERE a.id = $1 AND a.supplier_id = $2`,
      [id, supplierId],
    );
    if (!priced) return { checks: [], checked: 0 };
    return { checks: await checkPrices(this.db, this.prices, priced), checked: priced.version };
  }

  private async submit(
    tx: Tx,
    by: Caller,
    application: LockedApplication,
    { carried }: Completeness,
    checks: readonly PriceCheck[],
  ): Promise<void> {
    const { id, status, returnedFrom } = application;
    const levels = await this.flow.levels(tx, application);
    const way =
      status === 'draft'
        ? { action: 'submit' as const, to: firstStop(levels), reason: '' }
        : {
            action: 'resubmit' as const,
            ...resubmissionOf(returnedFrom, levels, await changedMatter(tx, application, carried)),
          };
    await tx.query(
      `UPDATE application SET households = $2, people = $3, price_verdict = $4,
         editors = CASE WHEN $5::uuid = ANY(editors) THEN editors ELSE editors || $5::uuid END WHERE id = $1`,
      [id, carried.households, carried.people, worstVerdict(checks.map(({ verdict }) => verdict)), by.actor.userId],
    );
    await this.flow.move(tx, application, { ...way, by, fieldNotes: {} });
    await tx.query(
      `INSERT INTO application_version (application_id, round, form, evidence, submitted_by)
       SELECT a.id, a.round, a.form, coalesce((SELECT jsonb_agg(jsonb_build_object('id', e.evidence_id, 'kind', e.kind) ORDER BY e.added_at)
         FROM application_evidence e WHERE e.application_id = a.id), '[]'), $2 FROM application a WHERE a.id = $1`,
      [id, by.actor.userId],
    );
  }
}

/** What the reference bands say of each packing of a form, beside the prices as certified before. */
export function checkPrices(
  db: Database,
  prices: PriceReference,
  { form, regionCode, scope }: Priced,
): Promise<PriceCheck[]> {
  const before = new Map((scope ?? []).map((line) => [`${line.name}|${line.netWeightGrams}`, line.priceFen]));
  const goods = form.specifications.map((line) => {
    const beforeFen = before.get(`${line.name}|${line.netWeightGrams}`);
    const { netWeightGrams, priceFen } = line;
    return {
      variety: form.variety,
      grade: form.grade,
      netWeightGrams,
      priceFen,
      ...(beforeFen === undefined ? {} : { beforeFen }),
    };
  });
  return prices.checkAll(db, goods, { regionCode, category: form.categorySlug ?? '' });
}

/** R17: what lies outside of the band needs a reason, and what looks like a slip of the decimal point needs a second look. */
function requirePrices(form: ApplicationForm, checks: readonly PriceCheck[]): void {
  const slipped = checks.some(({ verdict }) => verdict === 'decimal_slip');
  const outside = slipped || checks.some(({ verdict }) => verdict === 'high' || verdict === 'low');
  if (slipped && (!form.priceConfirmed || form.priceReason === ''))
    throw new DomainError('price_slip_suspected', { checks });
  if (outside && form.priceReason === '') throw new DomainError('price_reason_required', { checks });
}

/** What an application has and what it needs, to say what is missing. */
export async function completenessOf(
  tx: Tx,
  { id, supplierId, form, regionCode, categorySlug }: LockedApplication,
): Promise<Completeness> {
  const required = await new PolicyParameters(tx).get('certification.evidence', regionCode, categorySlug ?? '');
  const files = await tx.query<{ kind: EvidenceKind }>(
    'SELECT DISTINCT kind FROM application_evidence WHERE application_id = $1',
    [id],
  );
  const own = await tx.one<{ n: number }>(
    `SELECT count(*)::int AS n FROM benefit_mechanism m WHERE m.id = ANY($1) AND m.supplier_id = $2 AND ${LIVE_MECHANISM}`,
    [form.mechanismIds, supplierId],
  );
  const carried = await benefitSummary(tx, supplierId, form.mechanismIds);
  return { form, attached: files.map(({ kind }) => kind), required, carried, ownMechanisms: own?.n ?? 0 };
}
