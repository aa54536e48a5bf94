import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { type ApplicationForm, type CertificateStatus, CHANGE_CAUSES, type ChangeCause } from '@yigou/contracts';
import { auditOf, type By } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { PolicyParameters, type Queryable, type Tx } from '@yigou/platform';
import { moveCertificates } from '../certificates/move-certificates';
import { type CertifiedFacts, formOfCertificate } from './application-form';
import { EDITABLE } from './application-status';
import { insertApplication } from './insert-application';
import { lockApplication } from './move-application';

export interface ChangeReviewRequest {
  readonly certificateId: string;
  readonly causes: readonly ChangeCause[];
  /** Whoever changed what is to be reviewed. */
  readonly by: By;
  /** What of the form is different now. */
  readonly patch?: Partial<ApplicationForm>;
  readonly reason: string;
  /** It keeps the goods from being sold until it ends, whatever policy says of its causes. */
  readonly stops?: boolean;
}
export interface OpenedChangeReview {
  readonly applicationId: string;
  /** False: one was under way already, and has these causes too now. */
  readonly opened: boolean;
  /** The certificate was suspended by it. */
  readonly suspended: boolean;
}

interface Certified extends CertifiedFacts {
  readonly number: string;
  readonly supplierId: string;
  readonly regionCode: string | null;
  readonly status: CertificateStatus;
}

/** A price, a licence or an origin changed, so that what was certified is looked at again, 变更复审 (domain §3a, R15). */
@Injectable()
export class ChangeReviews {
  constructor(
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Opens a change review in the caller's transaction: a draft that the supplier completes and submits. The old version stays valid, unless policy
   * `certification.change_stops_sales` names a cause: then the certificate is suspended until the review ends. While an application for the certificate
   * is under way no second one is opened, it gets the causes too. Throws `not_found`, and `illegal_transition` for a certificate that is no longer in use.
   */
  async open(tx: Tx, request: ChangeReviewRequest): Promise<OpenedChangeReview> {
    const { certificateId, causes, by } = request;
    const running = await lockRunning(tx, certificateId);
    const certified = await lockCertificate(tx, certificateId);
    if (certified.status !== 'valid' && certified.status !== 'suspended')
      throw new DomainError('illegal_transition', { status: certified.status });
    const stops = request.stops === true || (await this.stops(tx, certified, causes));
    // One that was begun between the two locks is met again under the certificate's, which everybody takes who begins one.
    const open = running ?? (await lockRunning(tx, certificateId));
    const applicationId = open
      ? await this.merge(tx, open, request, stops)
      : await this.begin(tx, certified, request, stops);
    const words = causes.map((cause) => CHANGE_CAUSES[cause]).join('、');
    const suspended = stops && certified.status === 'valid';
    if (suspended) await moveCertificates(tx, [certificateId], { action: 'suspend', by, reason: `变更复审：${words}` });
    await this.tell(tx, certified, applicationId, words, suspended);
    return { applicationId, opened: !open, suspended };
  }

  /** Whether an application for the certificate is under way that is about all of these causes. */
  async underWay(tx: Tx, certificateId: string, causes: readonly ChangeCause[]): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM application WHERE certificate_id = $1 AND causes @> $2 AND status NOT IN ('issued', 'refused', 'terminated', 'withdrawn')`,
      [certificateId, [...causes]],
    );
    return row !== undefined;
  }

  private async stops(
    tx: Tx,
    { regionCode, categorySlug }: Certified,
    causes: readonly ChangeCause[],
  ): Promise<boolean> {
    const policy = new PolicyParameters(tx);
    const stopping = await policy.get('certification.change_stops_sales', regionCode ?? '', categorySlug ?? '');
    // Goods of another category are others than those that were certified: nothing of them is sold before somebody has looked.
    return causes.some((cause) => cause === 'category' || stopping.includes(cause));
  }

  private async begin(
    tx: Tx,
    certified: Certified,
    { certificateId, causes, by, patch = {}, reason }: ChangeReviewRequest,
    stopsSales: boolean,
  ): Promise<string> {
    const { supplierId, regionCode } = certified;
    const last = await tx.one<{ form: ApplicationForm; regionCode: string; township: string | null }>(
      `SELECT form, region_code AS "regionCode", township FROM application WHERE certificate_id = $1 AND status = 'issued'
       ORDER BY closed_at DESC LIMIT 1`,
      [certificateId],
    );
    const home = await tx.one<{ regionCode: string | null; township: string | null }>(
      `SELECT coalesce(f.region_code, o.region_code) AS "regionCode", f.township FROM organisation o
         LEFT JOIN supplier_file f ON f.supplier_id = o.id WHERE o.id = $1`,
      [supplierId],
    );
    const place = home?.regionCode ?? regionCode;
    if (!place) throw new DomainError('illegal_transition', { county: null });
    const form = { ...formOfCertificate(certified, last?.form ?? null), ...patch };
    const { id, number } = await insertApplication(tx, {
      kind: 'change',
      causes,
      supplierId,
      certificateId,
      regionCode: place,
      township: home?.township ?? null,
      form,
      stopsSales,
      by,
      reason,
    });
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'certification.application_saved',
      subjectKind: 'application',
      subjectId: id,
      summary: `认定申请 ${number}：因证书 ${certified.number} 的变更启动复审`,
    });
    return id;
  }

  /** What is under way gets the causes; while its applicant still writes in it, what changed as well. */
  private async merge(
    tx: Tx,
    id: string,
    { causes, patch = {} }: ChangeReviewRequest,
    stopsSales: boolean,
  ): Promise<string> {
    const open = await lockApplication(tx, id);
    if (!open) throw new DomainError('not_found');
    const form = EDITABLE.includes(open.status) ? { ...open.form, ...patch } : open.form;
    await tx.query(
      `UPDATE application SET causes = ARRAY(SELECT DISTINCT unnest(causes || $2::text[]) ORDER BY 1), form = $3, product_name = $4,
         stops_sales = stops_sales OR $5, version = version + 1 WHERE id = $1`,
      [id, [...causes], JSON.stringify(form), form.productName, stopsSales],
    );
    return id;
  }

  private tell(
    tx: Tx,
    { number, supplierId }: Certified,
    id: string,
    words: string,
    suspended: boolean,
  ): Promise<void> {
    return this.notices.tell(
      tx,
      { organisationIds: [supplierId] },
      {
        kind: 'certificate',
        title: suspended ? `证书 ${number} 因${words}暂停，请提交变更复审` : `证书 ${number}：${words}，请提交变更复审`,
        body: suspended ? '复审通过前相关产品暂停销售。' : '复审期间原证书继续有效。',
        link: `/supplier/applications/${id}`,
      },
    );
  }
}

/** Applications are locked before certificates, here as everywhere. */
async function lockRunning(tx: Tx, certificateId: string): Promise<string | undefined> {
  const row = await tx.one<{ id: string }>(
    `SELECT id FROM application WHERE certificate_id = $1 AND status NOT IN ('issued', 'refused', 'terminated', 'withdrawn') FOR UPDATE`,
    [certificateId],
  );
  return row?.id;
}

async function lockCertificate(tx: Tx, id: string): Promise<Certified> {
  const certified = await tx.one<Certified>(
    `SELECT number, supplier_id AS "supplierId", region_code AS "regionCode", status, product_name AS "productName", category_slug AS "categorySlug",
       variety, grade, scope, mechanism_ids AS "mechanismIds" FROM certificate WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!certified) throw new DomainError('not_found');
  return certified;
}

/** Of these certificates, those that a change review keeps suspended: lifting a decision does not make them valid. */
export async function heldByChangeReview(db: Queryable, certificateIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    'SELECT DISTINCT certificate_id AS id FROM application WHERE certificate_id = ANY($1) AND stops_sales',
    [[...certificateIds]],
  );
  return new Set(rows.map(({ id }) => id));
}
