import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './console';
import { enter } from './sessions';

/** Ships an order of two pieces, one in each parcel: the first with 顺丰, the second with EMS. */
export async function shipInTwoParcels(
  supplier: Page,
  row: Locator,
  [first, second]: readonly [string, string],
): Promise<void> {
  await row.getByTestId('ship-open').click();
  const dialog = supplier.getByTestId('ship-dialog');
  const parcels = dialog.getByTestId('ship-parcel');
  await choose(supplier, parcels.nth(0).getByTestId('ship-carrier'), '顺丰速运');
  await parcels.nth(0).getByTestId('ship-waybill').fill(first);
  await parcels.nth(0).getByTestId('ship-quantity').fill('1');
  await dialog.getByTestId('ship-add-parcel').click();
  await choose(supplier, parcels.nth(1).getByTestId('ship-carrier'), '邮政EMS');
  await parcels.nth(1).getByTestId('ship-waybill').fill(second);
  await expect(parcels.nth(1).getByTestId('ship-quantity')).toHaveValue('1');
  await supplier.getByTestId('ship-submit').click();
  await expect(dialog).toBeHidden();
}

/** Over HTTP: so many pieces of an order of the seed's supplier go on their way. */
export async function shipPieces(orderId: string, waybill: string, quantity: number): Promise<void> {
  const supplier = await enter('console', 'supplier');
  const params = { id: orderId };
  const { lines } = await supplier.get('getSupplierOrder', { params });
  const [line] = lines;
  if (!line) throw new Error('an order without lines');
  const parcel = { carrier: 'sf' as const, waybill, lines: [{ orderLineId: line.id, quantity }] };
  await supplier.get('shipOrder', { params, body: { parcels: [parcel] } });
}
