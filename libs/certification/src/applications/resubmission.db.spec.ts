import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApplicationForm } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aHousehold } from '@yigou/households/testing';
import { aBenefitLink } from '@yigou/suppliers/testing';
import { type Applicant, COUNTY, ReviewHall, TOWNSHIP } from './testing/review-hall';

let test: TestDatabase;
let hall: ReviewHall;
let applicant: Applicant;
let township: SeatedCaller;
let county: SeatedCaller;
let city: SeatedCaller;
let province: SeatedCaller;

beforeAll(async () => {
  test = await createTestDatabase();
  hall = await new ReviewHall(test).open();
  [township, county] = [await hall.reviewer('township'), await hall.reviewer('county')];
  [city, province] = [await hall.reviewer('city'), await hall.reviewer('province')];
});
afterAll(() => test.close());
beforeEach(async () => {
  applicant = await hall.applicant();
});

describe('R30, 谁审核谁把关: a file that a higher office returned and that was rewritten', () => {
  /** Returned by the province, after everybody below approved it and the county published it. */
  async function returnedByProvince(fieldNotes: Record<string, string> = {}): Promise<string> {
    const id = await hall.submitted(applicant);
    for (const office of [township, county]) await hall.decide(office, id, 'approve');
    await hall.endPublicity(id);
    await hall.decide(city, id, 'approve');
    const { version } = await hall.at(id);
    const body = { decision: 'return' as const, reason: '请补正', version, evidenceIds: [], fieldNotes };
    await hall.decisions.decide(province, id, body, hall.claim(province, body));
    return id;
  }
  async function resubmitted(id: string, more: Partial<ApplicationForm> = {}) {
    const { version } = await hall.at(id);
    await hall.commands.save(applicant, id, { version, form: hall.form(applicant, more) });
    await hall.submit(applicant, id);
    return (await hall.queries.own(applicant.supplierId, id)).steps.at(-1);
  }

  it('goes back to the office that returned it where nothing changed that an office below passed on', async () => {
    const id = await returnedByProvince();
    await hall.commands.attach(applicant, id, {
      evidenceId: await hall.file(applicant.actor.userId),
      kind: 'price_proof',
    });
    expect(await resubmitted(id, { priceReason: '有机种植，成本较高' })).toMatchObject({
      action: 'resubmit',
      to: 'province_review',
      reason: '改动不涉及下级把关的内容，交回原退回环节',
    });
  });

  it('passes again the lowest level whose matter changed, and every stop from there', async () => {
    const id = await returnedByProvince();
    expect(await resubmitted(id, { productionBase: '李庄坡地', productName: '李庄小米' })).toMatchObject({
      to: 'township_review',
      reason: '改动涉及乡镇把关的内容：生产基地',
    });
    await expect(hall.decide(province, id, 'approve')).rejects.toMatchObject({ code: 'forbidden' });
    await hall.decide(township, id, 'approve');
    await hall.decide(county, id, 'approve');
    expect((await hall.at(id)).status).toBe('publicity');
  });

  it('is published again where what the county published changed', async () => {
    const id = await returnedByProvince();
    const specifications = [{ name: '一袋', netWeightGrams: 500, priceFen: 1_100 }];
    expect(await resubmitted(id, { specifications })).toMatchObject({
      to: 'county_review',
      reason: '改动涉及县级把关的内容：规格与价格',
    });
    await hall.decide(county, id, 'approve');
    const again = await test.db.one(
      `SELECT status, publicity_started_at > (SELECT max(at) FROM application_version WHERE application_id = $1) AS anew
       FROM application WHERE id = $1`,
      [id],
    );
    expect(again).toEqual({ status: 'publicity', anew: true });
    await hall.endPublicity(id);
    expect((await hall.at(id)).status).toBe('city_review');
  });

  it('begins anew where whom it carries or a file that was passed on is another, unless the file was asked for', async () => {
    const more = await returnedByProvince();
    await aBenefitLink(test.db, {
      mechanismId: applicant.mechanismId,
      householdId: (await aHousehold(test.db, { regionCode: COUNTY, township: TOWNSHIP })).id,
      status: 'confirmed',
    });
    expect(await resubmitted(more)).toMatchObject({
      to: 'township_review',
      reason: expect.stringContaining('带动户数'),
    });
    for (const [notes, to] of [
      [{}, 'township_review'],
      [{ evidence: '检验报告过期，请更换' }, 'province_review'],
    ] as const) {
      const id = await returnedByProvince(notes);
      const report = (await hall.queries.own(applicant.supplierId, id)).evidence.find(
        ({ kind }) => kind === 'quality_report',
      );
      await hall.commands.detach(applicant, id, report?.evidence.id ?? '');
      const evidenceId = await hall.file(applicant.actor.userId);
      await hall.commands.attach(applicant, id, { evidenceId, kind: 'quality_report' });
      expect(await resubmitted(id)).toMatchObject({ to });
    }
  });
});
