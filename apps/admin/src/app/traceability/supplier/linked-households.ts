import type { HouseholdView } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';

/** The most households that a batch can name. */
const MOST = 500;

/** The households that the supplier's running mechanisms carry, each once, for choosing who supplied a batch. */
export async function linkedHouseholds(api: ApiClient): Promise<HouseholdView[]> {
  const { items: mechanisms } = await api.call('listMechanisms');
  const found = new Map<string, HouseholdView>();
  for (const mechanism of mechanisms.filter((one) => !one.ended)) {
    let cursor: string | undefined;
    do {
      const page = await api.call('listBenefitLinks', {
        params: { id: mechanism.id },
        query: { limit: 100, ...(cursor ? { cursor } : {}) },
      });
      for (const link of page.items) if (link.status !== 'disputed') found.set(link.household.id, link.household);
      cursor = page.nextCursor ?? undefined;
    } while (cursor && found.size < MOST);
  }
  return [...found.values()].slice(0, MOST);
}
