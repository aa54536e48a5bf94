import { Injectable } from '@nestjs/common';
import {
  ERROR_CATALOGUE,
  type MemberRole,
  type OrganisationKind,
  type ReviewLevel,
  type SupplierKind,
} from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import { Database, type Queryable, type Tx } from '@yigou/platform';
import { Membership } from './membership.entity';
import { Organisation } from './organisation.entity';

export interface SupplierInput {
  readonly supplierKind: SupplierKind;
  readonly name: string;
  /** Unified social credit code, 统一社会信用代码. Without one a supplier is known by name and region. */
  readonly creditCode: string | null;
  readonly regionCode: string | null;
  /** Made up for the demonstration. */
  readonly demo: boolean;
}

export interface NewOrganisation {
  readonly kind: Exclude<OrganisationKind, 'supplier'>;
  readonly name: string;
  readonly regionCode: string | null;
  /** Unified social credit code, 统一社会信用代码. */
  readonly creditCode?: string | null;
  readonly reviewLevel?: ReviewLevel | null;
  readonly township?: string | null;
  readonly demo?: boolean;
}

export interface NewMember {
  readonly userId: string;
  readonly organisationId: string;
  readonly role: MemberRole;
  readonly regionPrefix?: string;
  /** A place that ends by itself, and the consent that it rests on. */
  readonly expiresAt?: Date | null;
  readonly mandateId?: string | null;
}

interface Found {
  id: string;
  name: string;
  creditCode: string | null;
}

@Injectable()
export class Organisations {
  constructor(private readonly db: Database) {}

  /**
   * The supplier of a credit code, else of a name in a region, however it is written (`comparable_name`); made when there is none. Running it again changes nothing, except that a credit code
   * that was not known before is filled in. Throws `validation_failed` when that name in that region has another credit code.
   */
  async upsertSupplier(tx: Queryable, input: SupplierInput): Promise<{ id: string; name: string; created: boolean }> {
    // A second round: someone else inserted the same supplier between our look and our insert.
    for (let round = 0; round < 2; round += 1) {
      const found = await this.findSupplier(tx, input);
      if (found)
        return { id: await this.withCreditCode(tx, found, input.creditCode), name: found.name, created: false };
      const [made] = await tx.query<{ id: string }>(
        `INSERT INTO organisation (id, kind, supplier_kind, name, credit_code, region_code, demo)
         VALUES ($1, 'supplier', $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
        [newId(), input.supplierKind, input.name, input.creditCode, input.regionCode, input.demo],
      );
      if (made) return { id: made.id, name: input.name, created: true };
    }
    // The credit code belongs to an organisation that is no supplier.
    throw new DomainError('validation_failed', { fields: { creditCode: '该统一社会信用代码已属于其他单位' } });
  }

  private async findSupplier(tx: Queryable, input: SupplierInput): Promise<Found | undefined> {
    const [found] = await tx.query<Found>(
      `SELECT id, name, credit_code AS "creditCode" FROM organisation
       WHERE kind = 'supplier' AND (credit_code = $1
         OR (comparable_name(name) = comparable_name($2) AND coalesce(region_code, '') = coalesce($3, '')))
       ORDER BY credit_code = $1 DESC NULLS LAST, name = $2 DESC, created_at, id LIMIT 1`,
      [input.creditCode, input.name, input.regionCode],
    );
    return found;
  }

  private async withCreditCode(tx: Queryable, found: Found, creditCode: string | null): Promise<string> {
    if (creditCode === null || found.creditCode === creditCode) return found.id;
    const rows = await tx.query(
      'UPDATE organisation SET credit_code = $2 WHERE id = $1 AND credit_code IS NULL RETURNING id',
      [found.id, creditCode],
    );
    if (rows.length === 0) {
      throw new DomainError('validation_failed', {
        fields: { creditCode: '同一地区的同名供应商已有另一个统一社会信用代码' },
      });
    }
    return found.id;
  }

  /**
   * The organisation of a kind that has a credit code, made when nobody has the code; answers whether it was. Throws `credit_code_taken` for a code of an
   * organisation of another kind.
   */
  async withCode(
    tx: Tx,
    input: NewOrganisation & { readonly creditCode: string },
  ): Promise<{ id: string; name: string; created: boolean }> {
    const id = newId();
    const made = await tx.query(
      'INSERT INTO organisation (id, kind, name, credit_code, region_code) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id',
      [id, input.kind, input.name, input.creditCode, input.regionCode],
    );
    if (made.length > 0) return { id, name: input.name, created: true };
    const found = await tx.one<{ id: string; name: string }>(
      'SELECT id, name FROM organisation WHERE credit_code = $1 AND kind = $2',
      [input.creditCode, input.kind],
    );
    if (!found) throw new DomainError('credit_code_taken');
    return { ...found, created: false };
  }

  /** Makes agencies with codes that nobody has; answers their ids by code. Throws `credit_code_taken` when somebody has one by now. One statement. */
  async createAgencies(
    tx: Tx,
    agencies: readonly { readonly name: string; readonly creditCode: string; readonly regionCode: string }[],
  ): Promise<Map<string, string>> {
    const rows = agencies.map((agency) => ({ ...agency, id: newId() }));
    const made = await tx.query(
      `INSERT INTO organisation (id, kind, name, credit_code, region_code)
       SELECT t.id, 'agency', t.name, t.code, t.region FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS t (id, name, code, region)
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        rows.map(({ id }) => id),
        rows.map(({ name }) => name),
        rows.map(({ creditCode }) => creditCode),
        rows.map(({ regionCode }) => regionCode),
      ],
    );
    if (made.length < rows.length) throw new DomainError('credit_code_taken');
    return new Map(rows.map(({ creditCode, id }) => [creditCode, id]));
  }

  /** Gives organisations other names. One statement. */
  async rename(tx: Tx, renamed: readonly { readonly id: string; readonly name: string }[]): Promise<void> {
    if (renamed.length === 0) return;
    await tx.query(
      'UPDATE organisation o SET name = t.name FROM unnest($1::uuid[], $2::text[]) AS t (id, name) WHERE o.id = t.id',
      [renamed.map(({ id }) => id), renamed.map(({ name }) => name)],
    );
  }

  /** Makes an organisation that is not a supplier. */
  async create(tx: Tx, input: NewOrganisation): Promise<string> {
    const id = newId();
    await tx.manager.insert(Organisation, { ...input, id, demo: input.demo ?? false });
    return id;
  }

  /** Gives a person a place in an organisation; the place is replaced when there is one. */
  async addMember(tx: Tx, member: NewMember): Promise<void> {
    await tx.manager.upsert(Membership, { ...member, regionPrefix: member.regionPrefix ?? '' }, [
      'userId',
      'organisationId',
    ]);
  }

  /** A supplier that registers itself; its id. Throws `credit_code_taken`, and `validation_failed` for a name that its county has already. */
  async registerSupplier(tx: Tx, input: Omit<SupplierInput, 'demo'>): Promise<string> {
    const id = newId();
    // Any conflict: the credit code, or the same name in the same county.
    const made = await tx.query(
      `INSERT INTO organisation (id, kind, supplier_kind, name, credit_code, region_code) VALUES ($1, 'supplier', $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, input.supplierKind, input.name, input.creditCode, input.regionCode],
    );
    if (made.length > 0) return id;
    const taken = await tx.one('SELECT FROM organisation WHERE credit_code = $1', [input.creditCode]);
    throw taken
      ? new DomainError('credit_code_taken', { fields: { creditCode: ERROR_CATALOGUE.credit_code_taken.message } })
      : new DomainError('validation_failed', { fields: { name: '该县已有同名的供应商，请核对名称' } });
  }

  async removeMember(tx: Tx, userId: string, organisationId: string): Promise<void> {
    await tx.manager.delete(Membership, { userId, organisationId });
  }

  /** Names of organisations by id. */
  async names(ids: readonly string[], db: Queryable = this.db): Promise<Map<string, string>> {
    const rows = await db.query<{ id: string; name: string }>('SELECT id, name FROM organisation WHERE id = ANY($1)', [
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}
