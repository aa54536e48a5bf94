// A cooperative earns its place: registers, fills in its file, is sent back, is recommended by its county and admitted by the platform.
import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '../http-client/client.ts';
import { check, type Stage, there } from './stage.ts';
import type { Person, User, World } from './world.ts';
import { creditCode, identityNumber, pdf } from '../support/papers.ts';

type Membership = User['memberships'][number];
/** Somebody who reviews, in a browser of their own. */
export interface Office {
  readonly client: ApiClient;
  readonly user: User;
  readonly seat: Membership;
}
const LEVELS = ['township', 'county', 'city', 'province', 'national'] as const;
export type Level = (typeof LEVELS)[number];
export type Offices = Readonly<Record<Level, Office>>;
export interface Mechanism {
  readonly id: string;
  readonly householdId: string;
}
export interface Cooperative {
  readonly client: ApiClient;
  readonly supplierId: string;
  readonly name: string;
  /** The code of its county. */
  readonly region: string;
  readonly mechanism: Mechanism;
  readonly person: Person;
}

const today = () => new Date().toISOString().slice(0, 10);
const inYears = (years: number): string => `${new Date().getFullYear() + years}-12-31`;

/** Uploads a paper and gives its id. */
export async function upload(client: ApiClient, name: string, lines: readonly string[] = [name]): Promise<string> {
  const evidence = await client.get('uploadEvidence', { file: await pdf(name, lines) });
  check.equal(evidence.pages, lines.length, `pages of ${name}`);
  return evidence.id;
}

/** Everybody who reviews, each in a browser of their own. */
export async function openOffices(stage: Stage, world: World) {
  return stage.step('Five levels of offices sign in', async (tell) => {
    const offices: Partial<Record<Level, Office>> = {};
    for (const level of LEVELS) {
      const client = world.browser('admin');
      const user = await world.signIn(level === 'national' ? 'administrator' : level, client);
      const seat = there(
        user.memberships.find(({ kind }) => kind === 'administration'),
        `${user.name} has a seat in an office`,
      );
      check.equal(seat.reviewLevel, level, `the level of ${user.name}`);
      offices[level] = { client, user, seat };
      tell(`${level}: ${seat.organisationName} · ${seat.regionPrefix || 'everywhere'} · ${user.name}`);
    }
    return offices as Offices;
  });
}

export async function earnAPlace(stage: Stage, world: World, offices: Offices) {
  const { county, national, township } = offices;
  const region = county.seat.regionPrefix;
  const client = world.browser('admin');
  const person = world.newcomer();
  const name = `云上新芽农民专业合作社${person.login.slice(-6)}`;
  const code = creditCode(region);

  const supplierId = await stage.step(
    'A cooperative registers; a credit code with a wrong check digit is refused',
    async (tell) => {
      await client.get('register', { body: { ...person, name: '演示理事长' } });
      const body = {
        kind: 'cooperative',
        name,
        creditCode: code,
        countyCode: region,
        township: township.seat.township,
      };
      const wrong = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
      const refused = await client.call('registerSupplier', { body: { ...body, creditCode: wrong }, expect: 400 });
      check.that(refused.body.error.details.fields.creditCode, 'the credit code is named as the field that is wrong');
      const made = await client.get('registerSupplier', { body });
      tell(`${name} · ${code} · ${township.seat.township}`);
      return made.supplierId;
    },
  );

  await stage.step('fills in its file; what is missing is named before anything is sent', async (tell) => {
    let file = await client.get('getSupplierFile');
    check.equal(file.status, 'draft', 'state of a new file');
    const early = await client.call('submitSupplierFile', { body: { version: file.version }, expect: 409 });
    check.equal(early.body.error.code, 'file_incomplete', 'an empty file cannot be sent');
    const evidenceId = await upload(client, '营业执照.pdf');
    await client.get('addLicence', {
      body: {
        kind: 'business_licence',
        number: code,
        holder: name,
        validFrom: '2019-01-01',
        validTo: null,
        evidenceId,
      },
    });
    file = await client.get('getSupplierFile');
    file = await client.get('saveSupplierFile', { body: { ...fileOf(file), contact: '演示联系人' } });
    check.equal(file.missing, {}, 'nothing is missing');
    file = await client.get('submitSupplierFile', { body: { version: file.version } });
    check.equal(file.status, 'county_review', 'who has it now');
    tell(
      `${Object.keys(early.body.error.details.fields).length} fields were missing; now ${file.status}, due ${file.dueAt}`,
    );
  });

  await stage.step(
    'The county sends it back at the field that is wrong; it is put right and recommended',
    async (tell) => {
      const decide = (office: Office, version: number, decision: string, more = {}) =>
        office.client.get('decideAdmission', {
          params: { id: supplierId },
          body: { decision, version, reason: '演示意见', ...more },
        });
      const seen = await county.client.get('getAdmission', { params: { id: supplierId } });
      check.equal(seen.can.decide, true, 'the county may decide');
      await decide(county, seen.file.version, 'return', { fieldNotes: { contact: '请填写真实联系人' } });
      let file = await client.get('getSupplierFile');
      check.equal([file.status, file.fieldNotes.contact], ['returned', '请填写真实联系人'], 'the note at the field');
      file = await client.get('saveSupplierFile', { body: { ...fileOf(file), contact: '演示理事' } });
      file = await client.get('submitSupplierFile', { body: { version: file.version } });
      const recommended = await decide(county, file.version, 'approve');
      check.equal(recommended.file.status, 'platform_review', 'after the recommendation');
      const late = await county.client.call('decideAdmission', {
        params: { id: supplierId },
        body: { decision: 'refuse', version: file.version, reason: '晚了一步' },
        expect: 409,
      });
      check.equal(late.body.error.code, 'already_decided', 'whoever comes second is told');
      const admitted = await decide(national, recommended.file.version, 'approve');
      check.equal(admitted.file.status, 'admitted', 'after the platform');
      tell(admitted.file.steps.map(({ action }) => action).join(' → '));
    },
  );

  const mechanism = await stage.step(
    'It declares whom it carries; the county registers the household, sealed and masked',
    async (tell) => {
      const idNumber = identityNumber(region);
      const head = {
        name: '张某演示',
        idNumber,
        regionCode: region,
        township: township.seat.township,
        village: '演示村',
        people: 4,
        status: 'registered',
      };
      const household = await county.client.get('createHousehold', { body: head });
      check.that(!JSON.stringify(household).includes(idNumber), 'the number is not shown');
      const twice = await county.client.call('createHousehold', { body: head, expect: 409 });
      check.equal(twice.body.error.code, 'household_exists', 'the same household again');
      const made = await client.get('createMechanism', {
        body: {
          kind: 'contract_farming',
          incomeKind: 'operating',
          description: '按保底价收购',
          yearlyFen: 300_000,
          startsOn: '2020-01-01',
          endsOn: null,
        },
      });
      await client.get('linkHousehold', { params: { id: made.id }, body: { idNumber, name: head.name } });
      const wrong = await client.call('linkHousehold', {
        params: { id: made.id },
        body: { idNumber, name: '李某' },
        expect: 404,
      });
      check.equal(wrong.body.error.code, 'not_found', 'a number with another name finds nobody');
      const full = await county.client.get('discloseHousehold', {
        params: { id: household.id },
        body: { purpose: '演示：核对户主信息' },
      });
      check.equal(full.idNumber, idNumber, 'the full number for a purpose');
      tell(`${household.nameMasked} ${household.idMasked}, ${household.people} people`);
      return { id: made.id, householdId: household.id };
    },
  );
  return { client, supplierId, name, region, mechanism, person };
}

/** What a file sends back when one thing of it is changed. */
function fileOf({ version }: Pick<RouteResponse<'getSupplierFile'>, 'version'>) {
  return {
    version,
    township: '演示镇',
    village: '演示村',
    address: '演示村 1 号',
    legalPerson: '演示理事长',
    contact: null,
    phone: '13900001234',
    bankName: '农村信用社',
    bankAccount: '6228480000000000',
    productionBase: '演示村梯田',
    baseMu: 320,
    introduction: '演示：社员六十户。',
    agent: false,
  };
}

export const dates = { today, inYears };
