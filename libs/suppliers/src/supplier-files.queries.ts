import { Injectable } from '@nestjs/common';
import {
  type LicenceKind,
  type RegionRef,
  type SupplierFile,
  type SupplierKind,
  type SupplierStatus,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { DomainError } from '@yigou/kernel';
import { Database, MARKET_TODAY, PolicyParameters, type Queryable } from '@yigou/platform';
import { COUNTED_LINK, LIVE_MECHANISM } from './benefit-summary';
import { editableFields, missingOf } from './file-fields';
import { SUPPLIER } from './supplier-status';

interface FileRow {
  readonly supplierId: string;
  readonly name: string;
  readonly kind: SupplierKind;
  readonly creditCode: string | null;
  readonly county: RegionRef | null;
  readonly status: SupplierStatus;
  readonly statusSince: Date;
  readonly dueAt: Date | null;
  readonly version: number;
  readonly township: string | null;
  readonly village: string | null;
  readonly address: string | null;
  readonly legalPerson: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly bankName: string | null;
  readonly bankAccountLast4: string | null;
  readonly productionBase: string | null;
  readonly baseMu: number | null;
  readonly introduction: string | null;
  readonly agent: boolean;
  readonly fieldNotes: Record<string, string>;
  readonly mechanisms: number;
  readonly households: number;
}
type Step = Omit<SupplierFile['steps'][number], 'at'> & { at: Date };
type Licence = Omit<SupplierFile['licences'][number], 'evidence'> & { evidenceId: string };

const FILE = `SELECT f.supplier_id AS "supplierId", o.name, o.supplier_kind AS kind, o.credit_code AS "creditCode",
    CASE WHEN r.code IS NOT NULL THEN json_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS county,
    f.status, f.status_since AS "statusSince", f.due_at AS "dueAt", f.version, f.township, f.village, f.address, f.legal_person AS "legalPerson",
    f.contact, f.phone, f.bank_name AS "bankName", f.bank_account_last4 AS "bankAccountLast4", f.production_base AS "productionBase",
    f.base_mu AS "baseMu", f.introduction, f.agent, f.field_notes AS "fieldNotes",
    (SELECT count(*)::int FROM benefit_mechanism m WHERE m.supplier_id = f.supplier_id AND ${LIVE_MECHANISM}) AS mechanisms,
    (SELECT count(DISTINCT l.household_id)::int FROM benefit_link l JOIN benefit_mechanism m ON m.id = l.mechanism_id
      WHERE m.supplier_id = f.supplier_id AND ${LIVE_MECHANISM} AND ${COUNTED_LINK}) AS households
  FROM supplier_file f JOIN organisation o ON o.id = f.supplier_id LEFT JOIN region r ON r.code = f.region_code WHERE f.supplier_id = $1`;

const moves = (action: 'submit' | 'exit', status: SupplierStatus): boolean => SUPPLIER.can(status, action);

/** What a supplier says of itself and where it stands, 主体档案. */
@Injectable()
export class SupplierFiles {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** Five statements at most. Throws `not_found`. Whoever asks has to have been let through by the caller. */
  async get(supplierId: string, db: Queryable = this.db): Promise<SupplierFile> {
    const [file] = await db.query<FileRow>(FILE, [supplierId]);
    if (!file) throw new DomainError('not_found');
    const licences = await this.licences(supplierId, db);
    const missing = missingOf(file, inForce(licences), await demandedLicences(db, file.county?.code ?? ''));
    const { bankAccountLast4, dueAt, ...fields } = file;
    return {
      ...fields,
      statusSince: file.statusSince.toISOString(),
      dueAt: dueAt?.toISOString() ?? null,
      bankAccountMasked: bankAccountLast4 === null ? null : `尾号 ${bankAccountLast4}`,
      licences,
      steps: await this.steps(supplierId, db),
      missing,
      editable: [...editableFields(file.status)],
      can: {
        edit: editableFields(file.status).length > 0,
        submit: file.status === 'returned' || moves('submit', file.status),
        exit: moves('exit', file.status),
      },
    };
  }

  private async licences(supplierId: string, db: Queryable): Promise<SupplierFile['licences']> {
    const rows = await db.query<Licence>(
      `SELECT id, kind, number, holder, valid_from AS "validFrom", valid_to AS "validTo", evidence_id AS "evidenceId",
         coalesce(valid_to < ${MARKET_TODAY}, false) AS expired
       FROM supplier_licence WHERE supplier_id = $1 ORDER BY kind, valid_to DESC NULLS FIRST, id`,
      [supplierId],
    );
    const papers = await this.evidence.views(
      db,
      rows.map(({ evidenceId }) => evidenceId),
    );
    return rows.map(({ evidenceId, ...licence }) => ({ ...licence, evidence: papers.get(evidenceId) ?? null }));
  }

  private async steps(supplierId: string, db: Queryable): Promise<SupplierFile['steps']> {
    const rows = await db.query<Step>(
      `SELECT at, action, from_status AS "from", to_status AS "to", actor_name AS actor, seat, reason FROM supplier_step
       WHERE supplier_id = $1 ORDER BY at, id`,
      [supplierId],
    );
    return rows.map((step) => ({ ...step, at: step.at.toISOString() }));
  }
}

/** Kinds of which at least one is in force. */
export const inForce = (
  licences: readonly { readonly kind: LicenceKind; readonly expired: boolean }[],
): ReadonlySet<LicenceKind> => new Set(licences.filter(({ expired }) => !expired).map(({ kind }) => kind));

/** 入驻所需证照, as policy says at this moment. */
export const demandedLicences = (db: Queryable, regionCode: string): Promise<readonly LicenceKind[]> =>
  new PolicyParameters(db).get('supplier.licences', regionCode);
