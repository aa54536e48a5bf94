// A product earns its certificate: applied for, reviewed level by level, published, objected to, examined, issued; listed and found.
import type { RouteResponse } from '@yigou/contracts';
import sharp from 'sharp';
import { type Cooperative, type Level, type Mechanism, type Office, type Offices, upload } from './admission-acts.ts';
import { pdf } from '../support/papers.ts';
import { at, check, eventually, type Stage, there, yuan } from './stage.ts';
import type { Offer } from './supplier-acts.ts';
import type { World } from './world.ts';

type Application = RouteResponse<'getApplication'>;
/** What a certificate is applied for. */
interface What {
  readonly name: string;
  readonly category: string;
  readonly priceFen: number;
}
export type Issued = RouteResponse<'listSupplierCertificates'>['items'][number] & { readonly priceFen: number };
/** On the shelf under its certificate, with a batch. */
export type CertifiedOffer = Offer & { readonly batch: RouteResponse<'createBatch'> };

const PAPERS = [
  ['business_licence', '营业执照.pdf'],
  ['quality_report', '检验报告.pdf'],
  ['benefit_proof', '带贫证明.pdf'],
  ['commitment', '承诺书.pdf'],
] as const;
/** A category in which this county reports to its province without a publication of its own. */
const STRAIGHT = 'mushrooms';

const formOf = (
  form: Application['form'],
  { name, category, mechanism, priceFen }: What & { readonly mechanism: Mechanism },
) => ({
  ...form,
  productName: name,
  categorySlug: category,
  variety: '演示品种',
  grade: '一级',
  specifications: [{ name: '500克/袋', netWeightGrams: 500, priceFen }],
  annualOutputKg: 12_000,
  productionBase: '演示村梯田',
  qualityStandard: '绿色食品标准',
  description: '演示：社员种植，人工采收。',
  mechanismIds: [mechanism.id],
  commitment: true,
});

/** Fills in, attaches what is asked for and submits. */
async function apply(cooperative: Cooperative, what: What) {
  const { client } = cooperative;
  let view = await client.get('createApplication', { body: { kind: 'initial', certificateId: null } });
  const { id } = view;
  const early = await client.call('submitApplication', {
    params: { id },
    body: { version: view.version },
    expect: 409,
  });
  check.equal(early.body.error.code, 'application_incomplete', 'an empty application cannot be sent');
  const form = formOf(view.form, { ...what, mechanism: cooperative.mechanism });
  view = await client.get('saveApplication', { params: { id }, body: { version: view.version, form } });
  const lost = await client.call('saveApplication', {
    params: { id },
    body: { version: view.version - 1, form },
    expect: 409,
  });
  check.equal(lost.body.error.code, 'version_conflict', 'an older form does not overwrite a newer one');
  for (const [kind, name] of PAPERS) {
    const evidenceId = await upload(client, name, [name, '第 2 页']);
    view = await client.get('attachApplicationEvidence', { params: { id }, body: { evidenceId, kind } });
  }
  check.equal(view.missing, {}, 'nothing is missing');
  return client.get('submitApplication', { params: { id }, body: { version: view.version } });
}

/** One office approves what waits for it. */
async function approve(office: Office, id: string) {
  const seen = await office.client.get('getReview', { params: { id } });
  check.equal([seen.can.decide, seen.can.why], [true, null], `${office.seat.organisationName} may decide`);
  const body = { decision: 'approve', reason: '材料齐全，同意', version: seen.application.version };
  return (await office.client.get('decideReview', { params: { id }, body })).application;
}

/** Up to the publication, through an objection and its examination. */
export async function publishAndExamine(stage: Stage, world: World, offices: Offices, cooperative: Cooperative) {
  const { client } = cooperative;
  const what = { name: `演示花椒${cooperative.person.login.slice(-4)}`, category: 'spices', priceFen: 4_500 };
  const application = await stage.step('It applies for a certificate; the form is saved as it goes', async (tell) => {
    const view = await apply(cooperative, what);
    check.equal(view.status, 'township_review', 'who has it first');
    tell(`${view.number} · ${view.stops.map(({ status }) => status).join(' → ')}`);
    return view;
  });
  const { id } = application;

  await stage.step(
    'The township approves; its reviewer may not decide at another level, nor another county see it',
    async (tell) => {
      const { items } = await offices.township.client.get('listReviews', { query: { q: application.number } });
      check.equal(
        items.map((row) => row.id),
        [id],
        'the township’s work list',
      );
      const page = await offices.township.client.call('getEvidencePage', {
        params: { id: at(application.evidence, 1).evidence.id, page: 2 },
        query: { size: 'thumb' },
      });
      check.that(String(page.headers['content-type']).startsWith('image/'), 'evidence is looked at as a picture');
      const next = await approve(offices.township, id);
      check.equal(next.status, 'county_review', 'after the township');
      const again = await offices.township.client.call('decideReview', {
        params: { id },
        body: { decision: 'approve', reason: '再次通过', version: next.version },
        expect: 403,
      });
      tell(`${next.steps.at(-1)?.seat}: ${next.status}; the same person at the county: ${again.body.error.code}`);
    },
  );

  await stage.step('The county approves and publishes; anybody objects, and the clock stops', async (tell) => {
    const published = await approve(offices.county, id);
    check.equal(published.status, 'publicity', 'after the county');
    const visitor = world.browser();
    const seen = await visitor.get('getPublicity', { params: { id } });
    check.equal(seen.open, true, 'objections can be made');
    const file = await visitor.get('uploadPublicEvidence', { file: await pdf('照片说明.pdf', ['objection']) });
    const body = {
      name: '演示村民',
      contact: '13900005678',
      reason: '演示异议：请核实产地是否属实。',
      evidence: [{ id: file.id, claim: file.claim }],
    };
    const { number } = await visitor.get('objectToPublicity', { params: { id }, body });
    const tracked = await visitor.get('track', { params: { number } });
    check.equal([tracked.kind, tracked.status], ['objection', 'open'], 'the objection can be followed');
    const stopped = await client.get('getApplication', { params: { id } });
    check.equal([stopped.status, stopped.publicityEndsAt], ['examination', null], 'the clock has stopped');
    tell(`ends ${seen.endsAt}; objection ${number}: ${tracked.statusLabel}`);
  });

  await stage.step('The county examines it; the publication goes on with what was left of it', async (tell) => {
    // Whoever approved it does not examine what is said against it.
    const examiner = world.browser('admin');
    await world.signIn('countyExaminer', examiner);
    const { items } = await examiner.get('listObjections', { query: { status: 'open' } });
    const objection = there(
      items.find(({ applicationId }) => applicationId === id),
      'the objection is on the county’s list',
    );
    const finding = {
      params: { id: objection.id },
      body: { finding: 'rejected', reason: '演示核查：产地属实。' },
    } as const;
    await offices.county.client.call('examineObjection', { ...finding, expect: 403 });
    const examined = await examiner.get('examineObjection', finding);
    check.equal(examined.status, 'rejected', 'the finding');
    const resumed = await client.get('getApplication', { params: { id } });
    check.equal(resumed.status, 'publicity', 'the publication goes on');
    tell(`until ${resumed.publicityEndsAt}`);
  });
}

/** A certificate where policy leaves the county's own publication out: three levels, then it is issued. */
export async function certify(stage: Stage, world: World, offices: Offices, cooperative: Cooperative) {
  const { client, region } = cooperative;
  await stage.step('Policy: in one category this county reports straight to its province', async (tell) => {
    const body = {
      name: 'certification.levels',
      regionCode: region,
      category: STRAIGHT,
      effectiveFrom: null,
      value: ['township', 'province', 'national'],
      source: '演示：直报省级',
    };
    const proposed = await offices.national.client.get('setPolicy', { body });
    // Fewer levels are looser: a second person of the office confirms. On a system that has played before, the value stands already.
    const colleague = world.browser('admin');
    await world.signIn('colleague', colleague);
    for (const { id } of proposed.proposals.filter((one) => one.region?.code === region)) {
      const decision = { params: { id }, body: { decision: 'confirm', reason: '演示：同意直报省级' } };
      await offices.national.client.call('decidePolicyProposal', { ...decision, expect: 403 });
      await colleague.get('decidePolicyProposal', decision);
    }
    const { items } = await colleague.get('listPolicies', {});
    const rows = items.filter((row) => row.name === body.name && row.region?.code === region);
    check.equal(rows.filter((row) => row.inForce && row.category === STRAIGHT).length, 1, 'values in force');
    const wrong = await offices.county.client.call('setPolicy', { body: { ...body, regionCode: null }, expect: 403 });
    tell(`${rows.length} values in the history; the county for the whole country: ${wrong.body.error.code}`);
  });
  const what = { name: `演示羊肚菌${cooperative.person.login.slice(-4)}`, category: STRAIGHT, priceFen: 8_800 };
  const certificate = await stage.step(
    'Township, province and nation approve; the certificate is issued',
    async (tell) => {
      // The policy is read anew within five seconds.
      await new Promise((resolve) => setTimeout(resolve, 5_500));
      const { id } = await apply(cooperative, what);
      const path: string[] = [];
      const levels: readonly Level[] = ['township', 'province', 'national'];
      for (const level of levels) path.push((await approve(offices[level], id)).status);
      check.equal(path, ['province_review', 'national_filing', 'issued'], 'the way of the application');
      const { items } = await client.get('listSupplierCertificates');
      const issued = there(
        items.find(({ productName }) => productName === what.name),
        'the certificate is on the list',
      );
      check.equal(issued.status, 'valid', 'the certificate');
      tell(`${issued.number}, ${issued.validFrom} – ${issued.validTo}, ${issued.households} household(s)`);
      return issued;
    },
  );
  await stage.step('Anybody verifies it, and takes it home as PDF', async (tell) => {
    const visitor = world.browser();
    const page = await visitor.get('verifyCertificate', { params: { number: certificate.number } });
    check.equal([page.certificate.status, page.chain.householdCount], ['valid', 1], 'standing and households');
    check.that(at(page.chain.households).nameMasked.includes('*'), 'the household is masked');
    const file = await visitor.call('certificatePdf', { params: { number: certificate.number } });
    check.equal(file.headers['content-type'], 'application/pdf', 'the certificate as a file');
    tell(
      `${at(page.chain.households).nameMasked} → ${page.certificate.supplierName} → ${page.certificate.productName}`,
    );
  });
  return { ...certificate, priceFen: what.priceFen };
}

/** From the certificate to the shelf: a price with a slipped decimal point does not get there. */
export async function list(stage: Stage, world: World, cooperative: Cooperative, certificate: Issued) {
  const { client } = cooperative;
  const offer = await stage.step(
    'It lists the product; a slipped decimal point is caught before it is saved',
    async (tell) => {
      const sku = {
        name: '500克/袋',
        netWeightGrams: 500,
        priceFen: certificate.priceFen,
        marketPriceFen: null,
        active: true,
      };
      const draft = await client.get('createSupplierProduct', {
        body: {
          name: certificate.productName,
          categorySlug: STRAIGHT,
          description: '演示产品。',
          countyCode: cooperative.region,
          certificateNumber: certificate.number,
          channels: [],
          skus: [{ ...sku, initialStock: 60 }],
        },
      });
      const body = {
        name: draft.name,
        categorySlug: STRAIGHT,
        description: draft.description,
        countyCode: cooperative.region,
        certificateNumber: certificate.number,
        channels: [],
        version: draft.version,
      };
      const slip = await client.call('updateSupplierProduct', {
        params: { id: draft.id },
        body: { ...body, skus: [{ ...sku, id: at(draft.skus).id, priceFen: sku.priceFen * 10 }] },
        expect: 409,
      });
      check.equal(slip.body.error.code, 'price_slip_suspected', 'ten times the price');
      const picture = await sharp({ create: { width: 800, height: 800, channels: 3, background: '#6b4a2b' } })
        .png()
        .toBuffer();
      await client.get('uploadPhoto', {
        params: { id: draft.id },
        file: { name: 'morel.png', type: 'image/png', bytes: picture },
      });
      const listed = await client.get('publishProduct', { params: { id: draft.id } });
      check.equal(listed.status, 'listed', 'status after publishing');
      tell(`${listed.name} · ${yuan(at(listed.skus).priceFen)}; ${yuan(sku.priceFen * 10)}: ${slip.body.error.code}`);
      return { product: listed, sku: at(listed.skus) };
    },
  );
  const batch = await stage.step('It registers a batch with the household that grew it', async (tell) => {
    const made = await client.get('createBatch', {
      body: {
        certificateId: certificate.id,
        harvestedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
        quantityGrams: 30_000,
        households: [{ householdId: cooperative.mechanism.householdId, grams: 30_000 }],
        reportEvidenceId: await upload(client, '批次检验.pdf'),
        inspection: '合格',
        note: '',
      },
    });
    tell(`${made.number}: ${made.quantityGrams / 1000} kg of ${made.households} household(s)`);
    return made;
  });
  await stage.step('and everybody finds it', async (tell) => {
    const visitor = world.browser();
    const find = () => visitor.get('listProducts', { query: { q: offer.product.name } });
    const found = await eventually('the product on the shelf', find, ({ items }) =>
      items.some(({ id }) => id === offer.product.id),
    );
    const card = there(
      found.items.find(({ id }) => id === offer.product.id),
      'its card',
    );
    check.equal([card.certified, card.households], [true, 1], 'the certificate on the card');
    tell(`${card.name} · ${yuan(card.priceFen)} · ${card.households} household(s)`);
  });
  return { ...offer, batch };
}
