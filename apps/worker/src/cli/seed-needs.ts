import { AuditLog } from '@yigou/audit';
import { AnswerCampaigns, Donations, ReviewCampaigns } from '@yigou/campaigns';
import { aNeed } from '@yigou/campaigns/testing';
import type { Caller } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { fingerprintOf, type IdempotencyClaim, PersonalData, PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { inDays } from '@yigou/testing';
import type { CommandContext } from './command-context';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS } from './seed-accounts';
import { numbersOf } from './seed-numbers';

interface Wanted {
  readonly title: string;
  readonly quantity: number;
  readonly unit: string;
  readonly why: string;
}
const DOOR = { detail: '人民医院后勤楼（演示）', name: '后勤科', phone: '13800000018' };
const UNTIL_DAYS = 90;
const DELIVER_BY_DAYS = 30;

/** What the hospital of the demo needs: it lies open on the board under the hospital's name. Answers the id. */
export async function openNeed({ config, db }: CommandContext, regionCode: string, wanted: Wanted): Promise<string> {
  const { actor, seat } = await demoPerson(db, DEMO_LOGINS.recipient);
  const keys = new PersonalData(config);
  const id = newId();
  const [number = ''] = await numbersOf(db, 'need', 1);
  await aNeed(db, keys, {
    ...wanted,
    id,
    number,
    recipientId: seat.organisationId,
    createdBy: actor.userId,
    until: inDays(UNTIL_DAYS),
    regionCode,
    placeSealed: keys.seal(JSON.stringify(DOOR), id),
  });
  return id;
}

/** A donation that waits for its recipient, said yes to by the recipient, who is promised `quantity` of its need, the cooperative, and the office of the county: it recruits. */
export async function agreedByAll(
  { db, uow }: CommandContext,
  { id, shares, quantity, regionCode }: { id: string; shares: number; quantity: number; regionCode: string },
): Promise<void> {
  const [audit, notices, stock, policy] = [new AuditLog(), new Notices(), new StockLedger(), new PolicyParameters(db)];
  const recipient = await demoPerson(db, DEMO_LOGINS.recipient);
  const taken = {
    decision: 'confirm',
    shares,
    quantity,
    deliverBy: inDays(DELIVER_BY_DAYS),
    regionCode,
    detail: DOOR.detail,
    contactName: DOOR.name,
    contactPhone: DOOR.phone,
  } as const;
  await new Donations(uow, new RegionDirectory(db), audit, notices).answer(recipient, id, taken, once(recipient, id));
  const seller = await demoPerson(db, DEMO_LOGINS.supplier);
  const agrees = { answer: 'agree', reason: '' } as const;
  await new AnswerCampaigns(uow, stock, audit, notices, policy).answer(seller, id, agrees, once(seller, id));
  const office = await demoPerson(db, DEMO_LOGINS.county);
  await new ReviewCampaigns(uow, stock, audit, notices).approve(office, id, once(office, id));
}

const once = ({ actor }: Caller, id: string): IdempotencyClaim => ({
  actor: actor.userId,
  key: newId(),
  fingerprint: fingerprintOf(id),
});
