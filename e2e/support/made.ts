import sharp from 'sharp';
import type { ApiClient } from '../http-client/client.ts';
import type { Account } from './environment';
import { creditCode, identityNumber, pdf } from './papers';
import { digits, newcomer, type Newcomer } from './people';
import { enter, enterAnew } from './sessions';
import { endPublicity } from './time';

/** States in a certificate's life, made over HTTP as its people make them, so that a journey begins where it has something to show. */

type Level = 'township' | 'county' | 'city' | 'province' | 'national';
const OFFICE_OF = {
  township: 'township',
  county: 'countyAdministrator',
  city: 'city',
  province: 'province',
  national: 'administrator',
} as const satisfies Record<Level, Account>;
const CATEGORY = 'spices';
const PACKING = { name: '250克/袋', netWeightGrams: 250, priceFen: 3_250 };

const sessions = new Map<Level, Promise<ApiClient>>();

/** The office of a level, signed in once for each worker. */
function officeAt(level: Level): Promise<ApiClient> {
  const known = sessions.get(level) ?? enter('console', OFFICE_OF[level]);
  sessions.set(level, known);
  return known;
}

/** Where the township's office sits, and with it all that is made here. */
export async function home(): Promise<{ county: string; township: string }> {
  const { user } = await (await officeAt('township')).get('me');
  const seat = user?.memberships.find(({ kind }) => kind === 'administration');
  if (!seat?.township) throw new Error('the township’s office of the seed has no township');
  return { county: seat.regionPrefix.slice(0, 6), township: seat.township };
}

async function uploaded(client: ApiClient, name: string, pages = 1): Promise<string> {
  const lines = Array.from({ length: pages }, (_, at) => `page ${at + 1}`);
  return (await client.get('uploadEvidence', { file: await pdf(name, lines) })).id;
}

export interface Cooperative {
  readonly client: ApiClient;
  readonly person: Newcomer;
  readonly id: string;
  readonly name: string;
  readonly county: string;
  readonly mechanismId: string;
}

/** An admitted cooperative that carries one registered household. */
export async function anAdmittedSupplier(): Promise<Cooperative> {
  const { county, township } = await home();
  const person = newcomer('验收理事长');
  const client = await enterAnew('console', person);
  const name = `验收成器合作社${digits(8)}`;
  const code = creditCode(county);
  const body = { kind: 'cooperative', name, creditCode: code, countyCode: county, township };
  const { supplierId: id } = await client.get('registerSupplier', { body });
  await completeFile(client, { name, code, township });
  await admit(client, id);
  return { client, person, id, name, county, mechanismId: await carryHousehold(client, county, township) };
}

async function completeFile(client: ApiClient, of: { name: string; code: string; township: string }): Promise<void> {
  const licence = { kind: 'business_licence', number: of.code, holder: of.name, validFrom: '2019-01-01' };
  const evidenceId = await uploaded(client, '营业执照.pdf');
  await client.get('addLicence', { body: { ...licence, validTo: null, evidenceId } });
  const { version } = await client.get('getSupplierFile');
  const text = { township: of.township, village: '演示村', address: '演示村 1 号', legalPerson: '演示理事长' };
  const bank = { contact: '演示会计', phone: '13900001234', bankName: '农村信用社', bankAccount: '6228480000000000' };
  const land = { productionBase: '演示村梯田', baseMu: 320, introduction: '社员六十户。', agent: false };
  await client.get('saveSupplierFile', { body: { version, ...text, ...bank, ...land } });
}

async function admit(client: ApiClient, id: string): Promise<void> {
  const { version } = await client.get('getSupplierFile');
  let file = await client.get('submitSupplierFile', { body: { version } });
  for (const level of ['county', 'national'] as const) {
    const body = { decision: 'approve', version: file.version, reason: '情况属实' };
    const office = await officeAt(level);
    file = (await office.get('decideAdmission', { params: { id }, body })).file;
  }
}

async function carryHousehold(client: ApiClient, regionCode: string, township: string): Promise<string> {
  const [name, idNumber] = ['张某验收', identityNumber(regionCode)];
  const place = { regionCode, township, village: '演示村' };
  const household = { name, idNumber, ...place, people: 4, status: 'registered' };
  await (await officeAt('county')).get('createHousehold', { body: household });
  const term = { yearlyFen: 300_000, startsOn: '2020-01-01', endsOn: null };
  const mechanism = { kind: 'contract_farming', incomeKind: 'operating', description: '按保底价收购', ...term };
  const { id } = await client.get('createMechanism', { body: mechanism });
  await client.get('linkHousehold', { params: { id }, body: { idNumber, name } });
  return id;
}

const PAPERS = ['business_licence', 'quality_report', 'benefit_proof', 'commitment'];

export interface Applied extends Cooperative {
  readonly product: string;
  readonly applicationId: string;
}

/** An application that waits for its township. */
export async function anApplication(): Promise<Applied> {
  const cooperative = await anAdmittedSupplier();
  const { client, mechanismId } = cooperative;
  const product = `验收花椒${digits(8)}`;
  const start = { kind: 'initial', certificateId: null };
  let view = await client.get('createApplication', { body: start });
  const params = { id: view.id };
  const goods = { productName: product, categorySlug: CATEGORY, variety: '验收大红袍', grade: '一级' };
  const origin = { annualOutputKg: 12_000, productionBase: '演示村梯田', qualityStandard: '绿色食品' };
  const rest = { specifications: [PACKING], description: '人工采摘，自然晾晒。', mechanismIds: [mechanismId] };
  const form = { ...view.form, ...goods, ...origin, ...rest, commitment: true };
  view = await client.get('saveApplication', { params, body: { version: view.version, form } });
  for (const kind of PAPERS) {
    const evidenceId = await uploaded(client, `${kind}.pdf`, kind === 'quality_report' ? 2 : 1);
    view = await client.get('attachApplicationEvidence', { params, body: { evidenceId, kind } });
  }
  await client.get('submitApplication', { params, body: { version: view.version } });
  return { ...cooperative, product, applicationId: view.id };
}

/** These offices approve, one after the other. */
export async function approvedBy(applicationId: string, ...levels: Level[]): Promise<void> {
  const params = { id: applicationId };
  for (const level of levels) {
    const office = await officeAt(level);
    const { application } = await office.get('getReview', { params });
    const body = { decision: 'approve', reason: '材料齐全，符合认定条件', version: application.version };
    await office.get('decideReview', { params, body });
  }
}

/** An application whose county has it published. */
export async function aPublication(): Promise<Applied> {
  const applied = await anApplication();
  await approvedBy(applied.applicationId, 'township', 'county');
  return applied;
}

/** The days of the publication pass, and the worker hands the application to the city. */
export async function passPublicity({ client, product, applicationId }: Applied): Promise<void> {
  await endPublicity(product);
  const end = Date.now() + 30_000;
  for (;;) {
    const { status } = await client.get('getApplication', { params: { id: applicationId } });
    if (status === 'city_review') return;
    if (Date.now() > end) throw new Error(`the publication did not end: ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

export interface Certified extends Applied {
  readonly number: string;
}

/** A certificate that was issued today. */
export async function aCertificate(): Promise<Certified> {
  const applied = await aPublication();
  await passPublicity(applied);
  await approvedBy(applied.applicationId, 'city', 'province', 'national');
  const { items } = await applied.client.get('listSupplierCertificates');
  const issued = items.find(({ productName }) => productName === applied.product);
  if (!issued) throw new Error('no certificate was issued');
  return { ...applied, number: issued.number };
}

export interface Listed extends Certified {
  readonly productId: string;
}

/** A product on the shelf under a certificate of its own. */
export async function aListedProduct(): Promise<Listed> {
  const certified = await aCertificate();
  const { client, product, county, number } = certified;
  const sku = { ...PACKING, marketPriceFen: null, active: true, initialStock: 40 };
  const about = { name: product, categorySlug: CATEGORY, description: '验收产品。', countyCode: county };
  const body = { ...about, certificateNumber: number, channels: [], skus: [sku] };
  const { id } = await client.get('createSupplierProduct', { body });
  await client.get('uploadPhoto', { params: { id }, file: await photo() });
  await client.get('publishProduct', { params: { id } });
  return { ...certified, productId: id };
}

/** A picture of a product, large enough for the shop. */
export async function photo(): Promise<{ name: string; type: string; bytes: Buffer }> {
  const picture = sharp({ create: { width: 900, height: 700, channels: 3, background: '#8a2b2b' } });
  return { name: '花椒.png', type: 'image/png', bytes: await picture.png().toBuffer() };
}
