import { expect, request } from '@playwright/test';
import { addresses } from './environment';

export type Carrier = 'sf' | 'ems';

/** Moves a parcel on by so many steps, once the carrier has heard of it; further than its end it does not go. */
export async function moveParcel(carrier: Carrier, waybill: string, steps: number | 'all'): Promise<void> {
  const api = await request.newContext({ baseURL: addresses.sandbox });
  const parcel = `/_carrier/parcels/${carrier}/${waybill}`;
  await expect
    .poll(async () => (await api.get(parcel)).status(), { message: `the carrier hears of ${waybill}`, timeout: 30_000 })
    .toBe(200);
  const answer = await api.post(`${parcel}/advance`, { data: { steps } });
  // Where parcels move by themselves this one may have arrived already.
  if (!answer.ok()) expect(await answer.text()).toContain('parcel_delivered');
  await api.dispose();
}
