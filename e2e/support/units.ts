import type { ApiClient } from '../http-client/client.ts';
import { creditCode } from './papers';
import { digits, newcomer } from './people';
import { enterAnew } from './sessions';

export type Canteen = 'own' | 'contracted' | 'shared' | 'none';

/** A budget unit and its manager in the console. */
export interface Unit {
  readonly client: ApiClient;
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly canteen: Canteen;
}

interface Wish {
  readonly name: string;
  readonly county: string;
  readonly canteen?: Canteen;
}

async function registered({ name, county, canteen = 'own' }: Wish, parentId: string | null): Promise<Unit> {
  const client = await enterAnew('console', newcomer(`${name}负责人`));
  const unit = { name: `${name}${digits(8)}`, creditCode: creditCode(county), canteen };
  const { unitId: id } = await client.get('registerUnit', { body: { ...unit, regionCode: county, parentId } });
  return { client, id, ...unit };
}

/** A budget unit that supervises whoever registers below it. */
export const aBureau = (county: string): Promise<Unit> => registered({ name: '验收教育局', county }, null);

/** A unit that registered below another one, which agreed. */
export async function aUnitBelow(above: Unit, wish: Wish): Promise<Unit> {
  const unit = await registered(wish, above.id);
  const { items } = await above.client.get('listUnitAdmissions', { query: { status: 'waiting', limit: 100 } });
  const asked = items.find((one) => one.unit.id === unit.id);
  if (!asked) throw new Error(`${unit.name} did not ask to stand below ${above.name}`);
  const body = { decision: 'accept', reason: '' };
  await above.client.get('decideUnitAdmission', { params: { id: asked.id }, body });
  return unit;
}

/** What a unit files of its year, over HTTP. */
export async function filesYear({ client, canteen }: Unit, year: number, content: object): Promise<void> {
  const { open } = await client.get('beginFiling', { params: { year } });
  if (!open) throw new Error('a year that was begun is open');
  const params = { id: open.id };
  const nothing = { canteenTotalFen: 0, ratioBp: 0, remark: '', unionDemandFen: null, sharedWithId: null };
  const people = { operatorId: null, contactName: '', contactPhone: '', changeReason: '' };
  const body = { canteen, ...nothing, ...people, ...content, lockVersion: open.lockVersion };
  await client.get('saveFiling', { params, body });
  await client.get('fileFiling', { params });
}
