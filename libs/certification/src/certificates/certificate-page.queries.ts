import { Injectable } from '@nestjs/common';
import { BENEFIT_MECHANISMS, type RouteResponse, writtenNumbers } from '@yigou/contracts';
import { covers, type Seat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database } from '@yigou/platform';
import { COUNTED_LINK } from '@yigou/suppliers';
import { reasonOfWorth, WORTH_SINCE } from '../standing';
import { plausibleNumber } from './certificate-number';
import { CERTIFICATE } from './certificate-status';
import {
  CERTIFICATE_COLUMNS,
  CERTIFICATE_PAPER_JOINS,
  type CertificateRow,
  certificateView,
} from './certificates.queries';

type Page = RouteResponse<'verifyCertificate'>;
type AdminView = RouteResponse<'getAdminCertificate'>;

/** So many households and batches of a chain are shown. */
const MOST_HOUSEHOLDS = 20;
const MOST_BATCHES = 10;

/** The links by which the mechanisms of a certificate `c` carry households. */
const LINKS = `benefit_link l WHERE l.mechanism_id = ANY(c.mechanism_ids) AND ${COUNTED_LINK}`;
const CONFIRMED_FIRST = "l.status = 'confirmed' DESC, l.id";

/** Household (masked) → supplier → batch, of a certificate `c`. Households are looked up for the links that are shown alone. */
const CHAIN = `jsonb_build_object(
  'households', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM (
    SELECT h.name_masked AS "nameMasked", h.village, m.kind AS mechanism, l.status = 'confirmed' AS confirmed
    FROM (SELECT * FROM ${LINKS} ORDER BY ${CONFIRMED_FIRST} LIMIT ${MOST_HOUSEHOLDS}) l
      JOIN household h ON h.id = l.household_id JOIN benefit_mechanism m ON m.id = l.mechanism_id AND m.id = ANY(c.mechanism_ids)
    ORDER BY ${CONFIRMED_FIRST}) t),
  'householdCount', CASE WHEN c.mechanism_ids = '{}' THEN coalesce(c.households, 0)
    ELSE (SELECT count(DISTINCT l.household_id) FROM ${LINKS}) END,
  'batches', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM (
    SELECT b.number, b.harvested_on AS "harvestedOn", b.quantity_grams AS "quantityGrams", b.inspection, b.households
    FROM batch_origin b WHERE b.certificate_id = c.id ORDER BY b.harvested_on DESC, b.id DESC LIMIT ${MOST_BATCHES}) t))`;

const stepsJson = (
  more: string,
): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'action', s.action,
  'from', s.from_status, 'to', s.to_status, 'reason', s.reason ${more}) ORDER BY s.at, s.id), '[]')
  FROM certificate_step s WHERE s.certificate_id = c.id)`;
const inspectionsJson = (
  more: string,
): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('number', i.number, 'status', i.status,
  'recordedAt', i.recorded_at, 'findings', i.findings ${more}) ORDER BY i.recorded_at DESC), '[]')
  FROM inspection_result i WHERE i.certificate_id = c.id)`;

/** What both readings of a certificate begin with. What ended its worth is told even before the worker has entered it. */
const COMMON = `${CERTIFICATE_COLUMNS}, c.scope, ${CHAIN} AS chain, c.status_reason AS "statusReason", to_jsonb(${WORTH_SINCE}) AS "statusSince",
  to_jsonb(clock_timestamp()) AS "checkedAt"`;

interface CommonRow extends CertificateRow {
  readonly scope: Page['scope'];
  readonly chain: Page['chain'];
  readonly statusReason: string | null;
  readonly statusSince: string;
  readonly checkedAt: string;
}
type PageRow = CommonRow & Pick<Page, 'supplierId' | 'steps' | 'inspections'>;
type AdminRow = CommonRow &
  Pick<AdminView, 'id' | 'supplierId' | 'versions' | 'steps' | 'inspections' | 'complaints'> & {
    readonly township: string | null;
    /** Where it is watched over; the paper keeps the code of its time. */
    readonly placeCode: string | null;
  };

/** Certificates in full: as anybody verifies them, and as the administration watches over them. */
@Injectable()
export class CertificatePages {
  constructor(private readonly db: Database) {}

  /** The number as somebody types or pastes it. One statement. Throws `not_found`, without looking for a number whose check character is wrong. */
  async verify(number: string): Promise<Omit<Page, 'products'>> {
    const numbers = writtenNumbers(number).filter(plausibleNumber);
    if (numbers.length === 0) throw new DomainError('not_found');
    const row = await this.db.one<PageRow>(
      `SELECT ${COMMON}, c.supplier_id AS "supplierId", ${stepsJson('')} AS steps, ${inspectionsJson('')} AS inspections FROM ${CERTIFICATE_PAPER_JOINS} WHERE c.number = ANY($1)
       ORDER BY array_position($1, c.number) LIMIT 1`,
      [numbers],
    );
    if (!row) throw new DomainError('not_found');
    const { supplierId, scope, chain, statusReason, statusSince, checkedAt, steps, inspections, ...facts } = row;
    const standing = standingOf(facts, { statusReason, statusSince });
    return { ...standing, supplierId, scope, chain: inWords(chain), steps, inspections, checkedAt };
  }

  /**
   * One statement. `hasDuty` says which sanctions the seat may impose, which is for supervision to know. Throws `not_found` outside of the jurisdiction.
   */
  async admin(seat: Seat, id: string, hasDuty: (duty: 'suspension' | 'withdrawal') => boolean): Promise<AdminView> {
    const row = await this.db.one<AdminRow>(
      `SELECT ${COMMON}, c.id, c.supplier_id AS "supplierId", c.region_code AS "placeCode", (SELECT f.township FROM supplier_file f WHERE f.supplier_id = c.supplier_id) AS township,
         ${stepsJson(", 'actor', s.actor_name, 'seat', s.seat")} AS steps, ${inspectionsJson(", 'id', i.id")} AS inspections,
         (SELECT count(*)::int FROM certificate_complaint q WHERE q.certificate_id = c.id) AS complaints,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'validFrom', v.valid_from, 'validTo', v.valid_to, 'level', v.level,
             'scope', v.scope, 'issuedAt', v.issued_at) ORDER BY v.version DESC), '[]')
           FROM certificate_version v WHERE v.certificate_id = c.id) AS versions
       FROM ${CERTIFICATE_PAPER_JOINS} WHERE c.id = $1`,
      [id],
    );
    if (!row || !covers(seat, { regionCode: row.placeCode, township: row.township }))
      throw new DomainError('not_found');
    const { statusReason, statusSince, checkedAt: _checkedAt, township: _township, placeCode: _place, ...rest } = row;
    const { id: ownId, supplierId, versions, steps, inspections, complaints, scope, chain, ...facts } = rest;
    const standing = standingOf(facts, { statusReason, statusSince });
    const may = (action: 'suspend' | 'withdraw', duty: 'suspension' | 'withdrawal') =>
      CERTIFICATE.can(row.status, action) && hasDuty(duty);
    return {
      ...standing,
      id: ownId,
      supplierId,
      versions,
      steps,
      inspections,
      complaints,
      scope,
      chain: inWords(chain),
      can: { suspend: may('suspend', 'suspension'), withdraw: may('withdraw', 'withdrawal') },
    };
  }
}

/** What it is worth today, since when and why. */
function standingOf(
  facts: CertificateRow,
  { statusReason, statusSince }: Pick<CommonRow, 'statusReason' | 'statusSince'>,
): Pick<Page, 'certificate' | 'statusSince' | 'statusReason'> {
  return { certificate: certificateView(facts), statusSince, statusReason: reasonOfWorth(facts, statusReason) };
}

const inWords = (chain: Page['chain']): Page['chain'] => ({
  ...chain,
  households: chain.households.map((household) => ({
    ...household,
    mechanism: BENEFIT_MECHANISMS[household.mechanism as keyof typeof BENEFIT_MECHANISMS],
  })),
});
