/**
 * The goods that a market begins with, from a list published elsewhere: the one import that issues certificates, for the products that it makes
 * itself. It never touches what somebody else has made: rows about a supplier that was there before are left out and reported. It is an act of whoever
 * sets the market up, from a command; no uploaded file comes here.
 */
export class FirstStock {
  /** The reason of rows that were left out. */
  static readonly TAKEN = '已有同名供应商，首批商品不加在它名下';

  readonly suppliers = new Set<string>();
  readonly products = new Set<string>();
  readonly certificates = new Set<string>();
}
