import { type ImportQuestion, MOST_IMPORT_QUESTIONS } from '@yigou/contracts';
import type { Queryable } from '@yigou/platform';
import { Likeness, packingForm, productForm, supplierForm } from './likeness';
import { questionKey, type ResolvedRow } from './resolved-row';

/** What a batch of rows would make, by the first row of each. */
export interface FreshGoods {
  readonly suppliers: readonly ResolvedRow[];
  /** Of suppliers that are there. */
  readonly products: readonly { readonly row: ResolvedRow; readonly supplierId: string }[];
  /** Of products that are there, with the packings that they have. */
  readonly packings: readonly { readonly row: ResolvedRow; readonly known: readonly string[] }[];
}
/** What was answered, by the key of the question: the name that is meant, or null for something new. */
export type Answers = Readonly<Record<string, string | null>>;

/**
 * What of a file is called nearly as something that is there, and was not answered yet. Suppliers are compared with those of their county, and with each other; one with another
 * credit code is another. Products with those of their supplier in that county, packings with those of their product.
 */
export class NearMatches {
  readonly questions: ImportQuestion[] = [];
  /** Further ones, for which there is no room. */
  more = 0;
  private readonly suppliers = new Map<string, Likeness<string | null>>();
  private readonly products = new Map<string, Likeness>();
  private readonly asked = new Set<string>();
  private readonly entered = new Set<string>();

  constructor(
    private readonly db: Queryable,
    private readonly answers: Answers,
  ) {}

  async look(fresh: FreshGoods): Promise<void> {
    await this.learnSuppliers(
      [...new Set(fresh.suppliers.map(countyOf))].filter((county) => !this.suppliers.has(county)),
    );
    for (const row of fresh.suppliers) {
      // What was only looked at is new again in the next batch.
      const key = questionKey('supplier', row);
      if (this.entered.has(key)) continue;
      this.entered.add(key);
      const [likeness, form, code] = [
        this.suppliers.get(countyOf(row)),
        supplierForm(row.供应商),
        row.统一社会信用代码,
      ];
      const candidates = likeness?.near(form, (other) => !code || !other || other === code) ?? [];
      this.ask('supplier', row, { written: row.供应商, of: '', candidates });
      likeness?.add(row.供应商, form, code ?? null);
    }
    await this.learnProducts([...new Set(fresh.products.map(({ supplierId }) => supplierId))]);
    for (const { row, supplierId } of fresh.products) {
      const likeness = this.products.get(`${supplierId}|${countyOf(row)}`);
      const candidates = likeness?.near(productForm(row.产品)) ?? [];
      this.ask('product', row, { written: row.产品, of: row.供应商, candidates });
    }
    for (const { row, known } of fresh.packings) {
      const likeness = new Likeness();
      for (const name of known) likeness.add(name, packingForm(name), undefined);
      this.ask('packing', row, { written: row.规格, of: row.产品, candidates: likeness.near(packingForm(row.规格)) });
    }
  }

  private ask(
    kind: ImportQuestion['kind'],
    row: ResolvedRow,
    said: Pick<ImportQuestion, 'written' | 'of' | 'candidates'>,
  ): void {
    if (said.candidates.length === 0) return;
    const key = questionKey(kind, row);
    if (this.asked.has(key) || Object.hasOwn(this.answers, key)) return;
    this.asked.add(key);
    if (this.questions.length < MOST_IMPORT_QUESTIONS) this.questions.push({ key, kind, row: row.row, ...said });
    else this.more += 1;
  }

  private async learnSuppliers(counties: readonly string[]): Promise<void> {
    if (counties.length === 0) return;
    for (const county of counties) this.suppliers.set(county, new Likeness());
    const known = await this.db.query<{ county: string; name: string; creditCode: string | null }>(
      `SELECT coalesce(region_code, '') AS county, name, credit_code AS "creditCode" FROM organisation
       WHERE kind = 'supplier' AND coalesce(region_code, '') = ANY($1)`,
      [counties],
    );
    for (const { county, name, creditCode } of known)
      this.suppliers.get(county)?.add(name, supplierForm(name), creditCode);
  }

  private async learnProducts(supplierIds: readonly string[]): Promise<void> {
    const strange = supplierIds.filter((id) => !this.products.has(id));
    if (strange.length === 0) return;
    for (const id of strange) this.products.set(id, new Likeness());
    const known = await this.db.query<{ supplierId: string; county: string; name: string }>(
      `SELECT supplier_id AS "supplierId", coalesce(county_code, '') AS county, name FROM product
       WHERE supplier_id = ANY($1) AND undone_import IS NULL`,
      [strange],
    );
    for (const { supplierId, county, name } of known) {
      const key = `${supplierId}|${county}`;
      const likeness = this.products.get(key) ?? new Likeness();
      this.products.set(key, likeness);
      likeness.add(name, productForm(name), undefined);
    }
  }
}

const countyOf = ({ countyCode }: ResolvedRow): string => countyCode ?? '';
