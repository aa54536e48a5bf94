import type { NeedStatus, OrderStatus, RegistrationStatus } from '@yigou/contracts';
import { claimHash } from '@yigou/evidence';
import { aFile } from '@yigou/evidence/testing';
import { aCreditCode, anOrganisation, aPerson } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { PersonalData, type Queryable } from '@yigou/platform';
import { given, inDays, type TestDatabase } from '@yigou/testing';
import { Delivery } from '../recipients/delivery.entity';
import { DeliveryLine } from '../recipients/delivery-line.entity';
import { Need } from '../recipients/need.entity';
import { NeedStep } from '../recipients/need-step.entity';
import { Registration } from '../recipients/registration.entity';
import { RegistrationStep } from '../recipients/registration-step.entity';
import { Surplus } from '../recipients/surplus.entity';
import { SurplusStep } from '../recipients/surplus-step.entity';
import { aBoughtCampaign } from './a-bought-campaign';

/** A file of a visitor with the claim that shows that it is theirs. */
export async function aClaimedFile(db: Queryable): Promise<{ readonly id: string; readonly claim: string }> {
  const claim = `claim of a file ${newId()}`;
  const { id } = await aFile(db, { claimHash: claimHash(claim) });
  return { id, claim };
}

/** An organisation that is given goods (受赠单位); answers its id. */
export async function aRecipient(db: Queryable, said: { name?: string; regionCode?: string } = {}): Promise<string> {
  const { id } = await anOrganisation(db, {
    kind: 'recipient',
    name: `医院 ${newId()}`,
    regionCode: '420100',
    creditCode: aCreditCode('12420100'),
    ...said,
  });
  return id;
}

/** The steps behind each state that does not come at once. */
const NEED_STEPS: Readonly<Record<NeedStatus, readonly (readonly [action: NeedStep['action'], to: NeedStatus])[]>> = {
  waiting: [['submit', 'waiting']],
  open: [['publish', 'open']],
  returned: [
    ['submit', 'waiting'],
    ['return', 'returned'],
  ],
  closed: [
    ['publish', 'open'],
    ['close', 'closed'],
  ],
  withdrawn: [
    ['submit', 'waiting'],
    ['withdraw', 'withdrawn'],
  ],
};

/** What a recipient needs, in a state with its history; sealed with the key that `personal` has. */
export async function aNeed(
  db: Queryable,
  personal: PersonalData,
  said: Partial<Need> & Pick<Need, 'recipientId'>,
): Promise<Need> {
  const id = said.id ?? newId();
  const createdBy = said.createdBy ?? (await aPerson(db)).id;
  const status = said.status ?? 'open';
  const open = status === 'open' || status === 'closed';
  const need = await given(db, Need, {
    id,
    number: `XQ-${id}`,
    title: '东北大米',
    categorySlug: null,
    quantity: 1_000,
    unit: '公斤',
    until: inDays(60),
    why: '住院病人和一线医护的餐食',
    regionCode: '420100',
    placeSealed: personal.seal(
      JSON.stringify({ detail: '解放大道 1277 号', name: '李护士', phone: '13900001234' }),
      id,
    ),
    openedAt: open ? new Date() : null,
    ...said,
    status,
    createdBy,
  });
  let from: NeedStatus | null = null;
  for (const [action, to] of NEED_STEPS[status]) {
    await given(db, NeedStep, {
      id: newId(),
      campaignsNeedId: id,
      action,
      fromStatus: from,
      toStatus: to,
      byId: createdBy,
    });
    from = to;
  }
  return need;
}

const REGISTRATION_STEPS: Readonly<
  Record<
    Exclude<RegistrationStatus, 'approved'>,
    readonly (readonly [RegistrationStep['action'], RegistrationStatus])[]
  >
> = {
  waiting: [['register', 'waiting']],
  returned: [
    ['register', 'waiting'],
    ['return', 'returned'],
  ],
  withdrawn: [
    ['register', 'waiting'],
    ['withdraw', 'withdrawn'],
  ],
};

/** An organisation that somebody registered and no office has approved. */
export async function aRegistration(
  db: Queryable,
  personal: PersonalData,
  said: Partial<Registration> & { readonly status?: Exclude<RegistrationStatus, 'approved'> } = {},
): Promise<Registration> {
  const id = said.id ?? newId();
  const userId = said.userId ?? (await aPerson(db)).id;
  const { id: fileId } = await aFile(db, { uploadedBy: userId });
  const status = said.status ?? 'waiting';
  const registration = await given(db, Registration, {
    id,
    userId,
    kind: 'recipient',
    type: 'hospital',
    name: `市第一医院 ${id}`,
    creditCode: aCreditCode('12420100'),
    regionCode: '420100',
    contactSealed: personal.seal(JSON.stringify({ name: '王主任', phone: '13900005678' }), id),
    proof: [fileId],
    organisationId: null,
    ...said,
    status,
  });
  let from: RegistrationStatus | null = null;
  for (const [action, to] of REGISTRATION_STEPS[status]) {
    await given(db, RegistrationStep, {
      id: newId(),
      campaignsRegistrationId: id,
      action,
      fromStatus: from,
      toStatus: to,
      byId: userId,
    });
    from = to;
  }
  return registration;
}

export interface MadeDelivery {
  readonly campaignId: string;
  readonly orderId: string;
  readonly recipientId: string;
  /** The order's only line, of three pieces. */
  readonly lineId: string;
}

/** An order of a donation for a recipient, on its way unless said otherwise. */
export async function aDelivery(
  test: Pick<TestDatabase, 'db' | 'uow'>,
  recipientId: string,
  status: OrderStatus = 'shipped',
): Promise<MadeDelivery> {
  const donation = { form: 'donation', deliveryMode: 'recipient', recipientId } as const;
  const { campaign, orders } = await aBoughtCampaign(test, { ...donation, orders: [status] });
  const orderId = orders[0] ?? '';
  const line = await test.db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [orderId]);
  return { campaignId: campaign.id, orderId, recipientId, lineId: line?.id ?? '' };
}

/** A piece of another delivery of the same recipient, which was signed for, offered to somebody; answers the offer's id. */
export async function aSurplus(
  test: Pick<TestDatabase, 'db' | 'uow'>,
  { recipientId }: Pick<MadeDelivery, 'recipientId'>,
  toId: string,
): Promise<string> {
  const { db } = test;
  const { campaignId, orderId, lineId } = await aDelivery(test, recipientId, 'completed');
  const { id: signedBy } = await aPerson(db);
  await given(db, Delivery, { orderId, campaignId, recipientId, signedBy, recordedAt: new Date() });
  await given(db, DeliveryLine, { orderLineId: lineId, orderId, received: 3, short: 0, damaged: 0, offered: 1 });
  await db.query('UPDATE order_line SET accepted_quantity = 3 WHERE id = $1', [lineId]);
  const offer = { campaignId, orderLineId: lineId, fromId: recipientId, toId, pieces: 1, status: 'offered' } as const;
  const { id } = await given(db, Surplus, offer);
  const step = {
    campaignsSurplusId: id,
    action: 'offer',
    fromStatus: null,
    toStatus: 'offered',
    byId: signedBy,
  } as const;
  await given(db, SurplusStep, { id: newId(), ...step });
  return id;
}
