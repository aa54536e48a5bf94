import { Injectable } from '@nestjs/common';
import {
  type ApplicationForm,
  BENEFIT_MECHANISMS,
  ERROR_CATALOGUE,
  type RouteResponse,
  SUPPLIER_STATUSES,
} from '@yigou/contracts';
import { type Caller, type SeatedCaller, seatOf } from '@yigou/identity';
import { Database } from '@yigou/platform';
import { PriceReference } from '@yigou/prices';
import { ApplicationQueries, evidenceList, type ReadApplication } from './application.queries';
import { changesBetween, EMPTY_FORM, scopeInWords } from './application-form';
import { LEVEL_OF_REVIEW } from './application-status';
import { avoidanceOf } from './avoidance';
import { claimHolder } from './decide-review';
import { checkPrices } from './submit-application';

type ReviewView = RouteResponse<'getReview'>;
interface Around {
  readonly supplier: Omit<ReviewView['supplier'], 'status'> & {
    readonly status: keyof typeof SUPPLIER_STATUSES | null;
  };
  readonly objections: ReviewView['objections'];
  /** The form of the submission before this one. */
  readonly before: ApplicationForm | null;
  readonly certified: Partial<ApplicationForm> | null;
  /** Names of mechanisms and categories by their ids and slugs. */
  readonly mechanisms: readonly { id: string; kind: keyof typeof BENEFIT_MECHANISMS; description: string }[];
  readonly categories: readonly { slug: string; name: string }[];
}

const AROUND = `
  SELECT jsonb_build_object('id', o.id, 'name', o.name, 'status', f.status,
      'certificates', (SELECT count(*) FROM certificate c WHERE c.supplier_id = o.id),
      'applications', (SELECT count(*) FROM application x WHERE x.supplier_id = o.id AND x.round > 0),
      'refused', (SELECT count(*) FROM application x WHERE x.supplier_id = o.id AND x.status = 'refused'),
      'complaints', w.complaints, 'inspectionsFailed', w.inspections_failed, 'sanctions', w.sanctions) AS supplier,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'number', b.number, 'status', b.status, 'reason', b.reason,
        'evidence', ${evidenceList('b.evidence')}, 'createdAt', b.created_at, 'finding', b.finding) ORDER BY b.created_at), '[]')
      FROM objection b WHERE b.application_id = a.id) AS objections,
    (SELECT v.form FROM application_version v WHERE v.application_id = a.id AND v.round = a.round - 1) AS before,
    (SELECT jsonb_build_object('productName', c.product_name, 'categorySlug', c.category_slug, 'variety', c.variety, 'grade', c.grade,
        'specifications', c.scope, 'mechanismIds', to_jsonb(c.mechanism_ids)) FROM certificate c
      WHERE c.id = a.certificate_id AND a.kind <> 'initial') AS certified,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'description', m.description)), '[]')
      FROM benefit_mechanism m WHERE m.supplier_id = o.id) AS mechanisms,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', k.slug, 'name', k.name)), '[]') FROM goods_category k) AS categories
  FROM application a JOIN organisation o ON o.id = a.supplier_id LEFT JOIN supplier_file f ON f.supplier_id = o.id
    LEFT JOIN supervision_record w ON w.supplier_id = o.id
  WHERE a.id = $1`;

/** One application as a reviewer looks at it: with its evidence, the supplier's history, the price bands, and what changed. */
@Injectable()
export class ReviewViews {
  constructor(
    private readonly db: Database,
    private readonly applications: ApplicationQueries,
    private readonly prices: PriceReference,
  ) {}

  /** Throws `not_found` outside of the jurisdiction and for what was never submitted. */
  async view(caller: Caller, id: string): Promise<ReviewView> {
    const seat = seatOf(caller, 'administration');
    const read = await this.applications.within(seat, id);
    const around = await this.db.one<Around>(AROUND, [id]);
    if (!around) throw new Error('an application lost its supplier');
    const { form } = read.view;
    const checks = await checkPrices(this.db, this.prices, { form, regionCode: read.regionCode, scope: read.scope });
    const { status } = around.supplier;
    return {
      application: read.view,
      supplier: { ...around.supplier, status: status ? SUPPLIER_STATUSES[status] : '' },
      prices: form.specifications.flatMap((line, at) => {
        const check = checks[at];
        return check ? [{ specification: scopeInWords(line), priceFen: line.priceFen, check }] : [];
      }),
      changes: changesOf(form, around),
      objections: around.objections,
      claimedBy: read.claimedBy,
      can: await this.can({ ...caller, seat }, read),
    };
  }

  private async can({ actor, seat }: SeatedCaller, { view }: ReadApplication): Promise<ReviewView['can']> {
    const level = LEVEL_OF_REVIEW[view.status];
    if (!level) return { decide: false, claim: false, takeOver: false, why: '该申请当前不在审核环节。' };
    if (level !== seat.level)
      return { decide: false, claim: false, takeOver: false, why: '该申请当前由其他层级审核。' };
    const { conflict, otherLevel, overturned } = await avoidanceOf(this.db, view.id, actor.userId, level);
    const late = otherLevel ? 'decided_at_other_level' : overturned ? 'overturned_same_person' : null;
    const code = conflict ? 'conflict_of_interest' : late;
    if (code) return { decide: false, claim: false, takeOver: false, why: ERROR_CATALOGUE[code].message };
    const holder = await claimHolder(this.db, view.id);
    if (holder && holder.id !== actor.userId)
      return { decide: false, claim: false, takeOver: true, why: `该事项已由${holder.name}接手。` };
    return { decide: true, claim: !holder, takeOver: false, why: null };
  }
}

/** Against the submission before, or else against the certificate that is renewed or changed. */
function changesOf(
  form: ApplicationForm,
  { before, certified, mechanisms, categories }: Around,
): ReviewView['changes'] {
  const names = new Map([
    ...mechanisms.map(({ id, kind, description }) => [id, `${BENEFIT_MECHANISMS[kind]}（${description}）`] as const),
    ...categories.map(({ slug, name }) => [slug, name] as const),
  ]);
  if (before) return changesBetween(before, form, names);
  if (!certified) return [];
  const known = Object.keys(certified);
  return changesBetween({ ...EMPTY_FORM, ...certified }, form, names).filter(({ field }) => known.includes(field));
}
