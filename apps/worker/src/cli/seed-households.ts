import type { HouseholdStatus } from '@yigou/contracts';
import { sealIdentity } from '@yigou/households';
import { newId } from '@yigou/kernel';
import { PersonalData } from '@yigou/platform';
import { mod11_2 } from 'cdigit';
import type { CommandContext } from './command-context';
import type { DemoSupplier } from './seed-accounts';

export interface DemoHousehold {
  readonly id: string;
  readonly village: string;
}

const FAMILIES = '张王李赵刘陈杨黄周吴徐孙';
const ORDINALS = '一二';
const STATUSES: readonly HouseholdStatus[] = ['risen', 'risen', 'monitored', 'registered'];

/**
 * Registered households of the demo: made up and marked so. Their numbers have a check character that holds, and are nobody's: whoever they said would
 * have been born from 1900 on. Returns those that it made, in a fixed order.
 */
export async function saveHouseholds(
  { config, db }: CommandContext,
  { code }: DemoSupplier,
  townships: readonly string[],
): Promise<DemoHousehold[]> {
  const keys = new PersonalData(config);
  const rows = [...FAMILIES].flatMap((family, at) =>
    [...ORDINALS].map((ordinal, second) => {
      const index = at * ORDINALS.length + second;
      const id = newId();
      const number = mod11_2.generate(
        `${code}${1900 + (index % 10)}01${String(1 + index).padStart(2, '0')}9${String(index).padStart(2, '0')}`,
      );
      const { blind, ...sealed } = sealIdentity(keys, id, `${family}某${ordinal}`, number);
      return {
        id,
        code,
        township: townships[index % townships.length],
        village: `演示${'东西南北'.charAt(index % 4)}村`,
        ...sealed,
        blind: blind.toString('hex'),
        people: 2 + (index % 5),
        status: STATUSES[index % STATUSES.length],
      };
    }),
  );
  return db.query<DemoHousehold>(
    `WITH made AS (INSERT INTO household (id, region_code, township, village, name_sealed, id_number_sealed, key_id, id_blind, name_masked, id_masked, people,
         status, demo)
       SELECT id, code, township, village, "nameSealed", "numberSealed", "keyId", decode(blind, 'hex'), "nameMasked", "numberMasked", people, status, true
       FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, code text, township text, village text, "nameSealed" text, "numberSealed" text,
         "keyId" text, blind text, "nameMasked" text, "numberMasked" text, people int, status text)
       ON CONFLICT (id_blind) DO NOTHING RETURNING id, village, id_blind)
     SELECT id, village FROM made ORDER BY id_blind`,
    [JSON.stringify(rows)],
  );
}
