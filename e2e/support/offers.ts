import { enter } from './sessions';

export interface Offer {
  readonly id: string;
  readonly name: string;
}

/** Products that the supplier of the seed sells, certified and with stock enough for many buyers; the best stocked first. */
export async function ownOffers(): Promise<Offer[]> {
  const supplier = await enter('console', 'supplier');
  const query = { status: 'listed', limit: 100 };
  const { items } = await supplier.get('listSupplierProducts', { query });
  const offers = items
    .filter((item) => item.certificateNumber !== null && item.onHand - item.reserved >= 50)
    .sort((a, b) => b.onHand - b.reserved - (a.onHand - a.reserved));
  if (offers.length === 0) throw new Error('the supplier of the seed sells no certified product with stock');
  return offers;
}

let known: Promise<Offer> | undefined;

/** The best stocked of them, looked up once for each worker: the journeys share it, there is stock for all of them. */
export const anOffer = (): Promise<Offer> => (known ??= ownOffers().then(([offer]) => offer as Offer));
