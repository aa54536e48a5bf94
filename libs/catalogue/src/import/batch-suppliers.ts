import type { Organisations, Signature } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { admitImported, readmitImported } from '@yigou/suppliers';
import { FirstStock } from './first-stock';
import type { RowError } from './import-row';
import { type ResolvedRow, supplierKey, supplierOf } from './resolved-row';

/** A supplier as it is entered, which a file may write otherwise. */
export interface KnownSupplier {
  readonly id: string;
  readonly name: string;
}
export interface SuppliedRow {
  row: ResolvedRow;
  supplierId: string;
}
export interface FoundSuppliers {
  readonly found: SuppliedRow[];
  /** Found or made, to be remembered once the transaction has committed. */
  readonly suppliers: Map<string, KnownSupplier>;
  /** Those that were made, or admitted again. */
  readonly made: readonly KnownSupplier[];
  /** Rows of those that nobody knew, the first of each. */
  readonly entered: readonly ResolvedRow[];
  readonly errors: readonly RowError[];
  readonly notices: readonly RowError[];
}

/** Finds the suppliers of a batch of rows, and enters those that nobody knows. */
export class BatchSuppliers {
  private readonly errors: RowError[] = [];
  private readonly notices: RowError[] = [];
  private readonly suppliers = new Map<string, KnownSupplier>();
  private readonly made: KnownSupplier[] = [];
  private readonly entered: ResolvedRow[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly organisations: Organisations,
    private readonly known: ReadonlyMap<string, KnownSupplier>,
    private readonly options: { readonly firstStock: FirstStock | undefined; readonly by: Signature },
  ) {}

  async find(rows: readonly ResolvedRow[]): Promise<FoundSuppliers> {
    const found: SuppliedRow[] = [];
    const refused = new Map<string, string>();
    const made: string[] = [];
    for (const row of rows) {
      const key = supplierKey(row);
      let supplier = this.known.get(key) ?? this.suppliers.get(key);
      if (supplier === undefined && !refused.has(key)) {
        try {
          const { created, ...known } = await this.organisations.upsertSupplier(this.tx, supplierOf(row));
          supplier = known;
          if (created) {
            made.push(known.id);
            this.entered.push(row);
            this.made.push(known);
            if (!this.options.firstStock)
              this.notice(row, '供应商', `新供应商“${known.name}”已登记并计为已准入，请核对`);
          }
          this.suppliers.set(key, known);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          const { creditCode } = (error.details['fields'] ?? {}) as { creditCode?: string };
          refused.set(key, creditCode ?? error.message);
        }
      }
      if (supplier !== undefined) {
        if (supplier.name !== row.供应商) this.notice(row, '供应商', `按已有供应商“${supplier.name}”处理`);
        found.push({ row, supplierId: supplier.id });
      } else this.refuse(row, '统一社会信用代码', refused.get(key) ?? '');
    }
    await admitImported(this.tx, made);
    await this.readmit(rows);
    const { suppliers, entered, errors, notices } = this;
    return { found: this.ownRows(found, made), suppliers, made: this.made, entered, errors, notices };
  }

  /** The first stock leaves alone what somebody else has made. */
  private ownRows(rows: SuppliedRow[], made: readonly string[]): SuppliedRow[] {
    const { firstStock } = this.options;
    if (!firstStock) return rows;
    for (const id of made) firstStock.suppliers.add(id);
    return rows.filter(({ row, supplierId }) => {
      const own = firstStock.suppliers.has(supplierId);
      if (!own) this.refuse(row, '供应商', FirstStock.TAKEN);
      return own;
    });
  }

  /** Those of an import that was undone come again with the file that names them. */
  private async readmit(rows: readonly ResolvedRow[]): Promise<void> {
    if (this.options.firstStock) return;
    const { by } = this.options;
    const ids = [...this.suppliers.values()].map(({ id }) => id);
    const again = new Set(await readmitImported(this.tx, ids, { by, reason: by.seat }));
    if (again.size === 0) return;
    for (const [key, known] of this.suppliers) {
      if (!again.delete(known.id)) continue;
      this.made.push(known);
      const row = rows.find((one) => supplierKey(one) === key);
      if (row) this.notice(row, '供应商', `供应商“${known.name}”的导入曾被撤销，将再次登记并计为已准入，请核对`);
    }
  }

  private notice(row: ResolvedRow, column: string, reason: string): void {
    this.notices.push({ row: row.row, column, reason });
  }

  private refuse(row: ResolvedRow, column: string, reason: string): void {
    this.errors.push({ row: row.row, column, reason });
  }
}
