import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { ApplicationForm, CertificateStatus, EvidenceKind, RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { type IdempotencyClaim, MARKET_TODAY, PolicyParameters, type Tx, UnitOfWork } from '@yigou/platform';
import { requireAdmitted } from '@yigou/suppliers';
import { ApplicationFlow } from './application-flow';
import { type CertifiedFacts, EMPTY_FORM, formOfCertificate } from './application-form';
import { EDITABLE } from './application-status';
import { insertApplication } from './insert-application';
import { lockOwn, type LockedApplication } from './move-application';

/** More files than these nobody reads. */
const MOST_FILES = 30;

interface Home {
  readonly regionCode: string | null;
  readonly township: string | null;
  readonly productionBase: string | null;
  /** One of the 832 counties. */
  readonly poverty: boolean;
}
interface Certified extends CertifiedFacts {
  readonly regionCode: string | null;
  readonly status: CertificateStatus;
  readonly validTo: string;
  readonly today: string;
  readonly lastForm: ApplicationForm | null;
}

/** What a supplier does to its own applications before they are submitted, and when it takes them back. */
@Injectable()
export class ApplicationCommands {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly flow: ApplicationFlow,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Starts an application and gives its id. Throws `supplier_not_admitted` (also for a supplier outside of the 832 counties, domain R14), `not_found`,
   * `illegal_transition`, `renewal_not_open` with `details.opensOn`, `application_open` with `details.id`.
   */
  create(caller: Caller, body: RouteInput<'createApplication'>['body'], claim: IdempotencyClaim): Promise<string> {
    return this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const supplierId = by.seat.organisationId;
      await requireAdmitted(tx, supplierId);
      const home = await this.home(tx, supplierId);
      const certified = await this.certified(tx, supplierId, body);
      const form = certified
        ? formOfCertificate(certified, certified.lastForm)
        : { ...EMPTY_FORM, productionBase: home.productionBase ?? '' };
      const { id, number } = await insertApplication(tx, {
        kind: body.kind,
        causes: body.kind === 'change' ? body.causes : [],
        supplierId,
        form,
        by,
        certificateId: body.certificateId,
        regionCode: home.regionCode ?? '',
        township: home.township,
        stopsSales: false,
        reason: '',
      });
      await this.record(tx, by, { id, number }, '新建');
      return id;
    });
  }

  private async home(tx: Tx, supplierId: string): Promise<Home> {
    const home = await tx.one<Home>(
      `SELECT r.code AS "regionCode", f.township, f.production_base AS "productionBase", coalesce(r.poverty, false) AS poverty
       FROM organisation o JOIN supplier_file f ON f.supplier_id = o.id
         LEFT JOIN region r ON r.code = coalesce(f.region_code, o.region_code) WHERE o.id = $1`,
      [supplierId],
    );
    if (!home?.regionCode || !home.poverty)
      throw new DomainError(
        'supplier_not_admitted',
        { county: home?.regionCode ?? null },
        '注册地和生产地须在 832 个脱贫县（原国家级贫困县）内，才能申请认定。',
      );
    return home;
  }

  /** The certificate that is renewed or changed; undefined for a first certification. */
  private async certified(
    tx: Tx,
    supplierId: string,
    { kind, certificateId, causes }: RouteInput<'createApplication'>['body'],
  ): Promise<Certified | undefined> {
    if ((kind === 'initial') !== (certificateId === null))
      throw new DomainError('validation_failed', { fields: { certificateId: '续期和变更须选择证书，首次认定不选。' } });
    if (kind === 'change' && causes.length === 0)
      throw new DomainError('validation_failed', { fields: { causes: '请选择变更原因。' } });
    if (certificateId === null) return undefined;
    const certified = await this.lockCertificate(tx, certificateId, supplierId);
    const { status } = certified;
    if (kind === 'change') {
      if (status !== 'valid' && status !== 'suspended') throw new DomainError('illegal_transition', { status });
      return certified;
    }
    if (status !== 'valid' && status !== 'expired') throw new DomainError('illegal_transition', { status });
    await this.requireOpen(tx, certified);
    return certified;
  }

  private async lockCertificate(tx: Tx, id: string, supplierId: string): Promise<Certified> {
    const certified = await tx.one<Certified>(
      `SELECT product_name AS "productName", category_slug AS "categorySlug", variety, grade, scope, mechanism_ids AS "mechanismIds",
         region_code AS "regionCode", status, valid_to AS "validTo", ${MARKET_TODAY} AS today,
         (SELECT form FROM application a WHERE a.certificate_id = c.id AND a.status = 'issued' ORDER BY closed_at DESC LIMIT 1) AS "lastForm"
       FROM certificate c WHERE id = $1 AND supplier_id = $2 FOR UPDATE OF c`,
      [id, supplierId],
    );
    if (!certified) throw new DomainError('not_found');
    return certified;
  }

  /** Renewal opens some days before the term ends, by policy, and stays open after it. */
  private async requireOpen(tx: Tx, { regionCode, categorySlug, validTo, today }: Certified): Promise<void> {
    const policy = new PolicyParameters(tx);
    const days = await policy.get('certification.renewal_days', regionCode ?? '', categorySlug ?? '');
    const opensOn = daysBefore(validTo, days);
    if (today < opensOn) throw new DomainError('renewal_not_open', { opensOn });
  }

  /** Saves the form, complete or not. Throws `not_found`, `version_conflict`, `illegal_transition`. */
  save(caller: Caller, id: string, { version, form }: RouteInput<'saveApplication'>['body']): Promise<void> {
    return this.uow.run(async (tx) => {
      const { by, application } = await this.editable(tx, caller, id);
      if (application.version !== version) throw new DomainError('version_conflict', { version: application.version });
      const known = await tx.one('SELECT 1 FROM goods_category WHERE slug = $1', [form.categorySlug]);
      if (form.categorySlug !== null && !known)
        throw new DomainError('validation_failed', { fields: { 'form.categorySlug': '没有这个分类，请重新选择。' } });
      await tx.query(
        `UPDATE application SET form = $2, product_name = $3, category_slug = $4, version = version + 1 WHERE id = $1`,
        [id, JSON.stringify(form), form.productName, form.categorySlug],
      );
      await this.wrote(tx, by, id);
      await this.record(tx, by, application, '修改');
    });
  }

  /** Throws `not_found`, `illegal_transition`, `evidence_limit`, `validation_failed` for a file that is not the caller's. */
  attach(
    caller: Caller,
    id: string,
    { evidenceId, kind }: { readonly evidenceId: string; readonly kind: EvidenceKind },
  ): Promise<void> {
    return this.uow.run(async (tx) => {
      const { by, application } = await this.editable(tx, caller, id);
      const { regionCode, supplierId } = application;
      await this.evidence.attach(tx, [evidenceId], by.actor.userId, { supplierId, regionCode });
      await tx.query(
        `INSERT INTO application_evidence (application_id, evidence_id, kind) VALUES ($1, $2, $3)
         ON CONFLICT (application_id, evidence_id) DO UPDATE SET kind = excluded.kind`,
        [id, evidenceId, kind],
      );
      const files = await tx.one<{ n: number }>(
        'SELECT count(*)::int AS n FROM application_evidence WHERE application_id = $1',
        [id],
      );
      if ((files?.n ?? 0) > MOST_FILES) throw new DomainError('evidence_limit', { most: MOST_FILES });
      await this.wrote(tx, by, id);
      await this.record(tx, by, application, '添加佐证材料');
    });
  }

  /** Throws `not_found`, `illegal_transition`. */
  detach(caller: Caller, id: string, evidenceId: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const { by, application } = await this.editable(tx, caller, id);
      const gone = await tx.query(
        'DELETE FROM application_evidence WHERE application_id = $1 AND evidence_id = $2 RETURNING evidence_id',
        [id, evidenceId],
      );
      if (gone.length === 0) throw new DomainError('not_found');
      await this.wrote(tx, by, id);
      await this.record(tx, by, application, '删除佐证材料');
    });
  }

  /** Takes it back, whoever has it; not while an objection is being examined. Throws `not_found`, `illegal_transition`. */
  withdraw(caller: Caller, id: string, reason: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const application = await lockOwn(tx, id, by.seat.organisationId);
      await this.flow.move(tx, application, {
        action: 'withdraw',
        to: 'withdrawn',
        by,
        reason,
      });
    });
  }

  private async editable(
    tx: Tx,
    caller: Caller,
    id: string,
  ): Promise<{ by: SeatedCaller; application: LockedApplication }> {
    const by = await holdSeat(tx, caller, { kind: 'supplier' });
    const application = await lockOwn(tx, id, by.seat.organisationId);
    if (!EDITABLE.includes(application.status))
      throw new DomainError('illegal_transition', { status: application.status });
    return { by, application };
  }

  /** Whoever wrote in an application never decides it. */
  private async wrote(tx: Tx, { actor }: Caller, id: string): Promise<void> {
    await tx.query(
      'UPDATE application SET editors = editors || $2::uuid WHERE id = $1 AND NOT $2::uuid = ANY(editors)',
      [id, actor.userId],
    );
  }

  /** The trail names the supplier too: what a helper does for it by a mandate is found by that. */
  private record(
    tx: Tx,
    by: SeatedCaller,
    { id, number }: { readonly id: string; readonly number: string },
    what: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action: 'certification.application_saved',
      subjectKind: 'application',
      subjectId: id,
      summary: `认定申请 ${number}：${what}`,
    });
  }
}

/** Both ISO dates. */
export function daysBefore(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}
