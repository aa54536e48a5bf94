/** Who of which supplier does something. */
export interface SupplierActor {
  readonly userId: string;
  readonly name: string;
  readonly supplierId: string;
  readonly address?: string | null;
}
