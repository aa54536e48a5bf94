import { expect, type Page } from '@playwright/test';

export interface Offer {
  readonly id: string;
  readonly name: string;
}

interface ListedProduct extends Offer {
  readonly status: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly certificateNumber: string | null;
}

/** Products that the signed-in supplier sells, certified and with stock enough for many buyers; the best stocked first. */
export async function ownOffers(supplier: Page): Promise<Offer[]> {
  const answer = await supplier.request.get('/api/v1/supplier/products?status=listed&limit=100', {
    headers: { 'x-yigou-app': 'admin' },
  });
  expect(answer.ok(), 'the supplier may list its products').toBe(true);
  const { items } = (await answer.json()) as { items: ListedProduct[] };
  const offers = items
    .filter((item) => item.certificateNumber !== null && item.onHand - item.reserved >= 50)
    .sort((a, b) => b.onHand - b.reserved - (a.onHand - a.reserved));
  expect(offers.length, 'the supplier of the seed sells certified products with stock').toBeGreaterThan(0);
  return offers;
}
