import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RouteInput } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { aClaim, createTestDatabase, someAtATime, type TestDatabase } from '@yigou/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Applicant, outcomes, ReviewHall } from './testing/review-hall';

let test: TestDatabase;
let hall: ReviewHall;
let township: SeatedCaller;
let county: SeatedCaller;
let applicant: Applicant;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 30 });
  hall = await new ReviewHall(test).open();
  await hall.set('certification.levels', ['township', 'county', 'national']);
  [township, county] = [await hall.reviewer('township'), await hall.reviewer('county')];
});
afterAll(() => test.close());
beforeEach(async () => {
  applicant = await hall.applicant();
});

const steps = (id: string, ...actions: string[]) =>
  test.db.query('SELECT 1 FROM application_step WHERE application_id = $1 AND action = ANY($2)', [id, actions]);
async function published(): Promise<string> {
  const id = await hall.submitted(applicant);
  for (const reviewer of [township, county]) await hall.decide(reviewer, id, 'approve');
  return id;
}

describe('deciding at once', () => {
  it('one of eight reviewers wins, and each of the others is told who did', async () => {
    const reviewers = await Promise.all(Array.from({ length: 8 }, () => hall.reviewer('township')));
    for (let round = 0; round < 5; round += 1) {
      const id = await hall.submitted(applicant);
      const { version } = await hall.at(id);
      const settled = await Promise.allSettled(
        reviewers.map((actor, at) =>
          hall.decide(actor, id, (['approve', 'return', 'refuse'] as const)[at % 3] ?? 'approve', version),
        ),
      );
      const lost = settled.filter((result) => result.status === 'rejected');
      expect(lost).toHaveLength(7);
      for (const { reason } of lost)
        expect(reason).toMatchObject({
          code: 'already_decided',
          details: { by: expect.stringContaining('township 审核员'), at: expect.any(String) },
        });
      expect(await steps(id, 'approve', 'return', 'refuse')).toHaveLength(1);
    }
  });

  it('an approval or a withdrawal, never both', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      const id = await hall.submitted(applicant);
      const { version } = await hall.at(id);
      const result = await outcomes([
        hall.decide(township, id, 'refuse', version),
        hall.commands.withdraw(applicant, id, '不再申请'),
      ]);
      expect(result.done).toBe(1);
      seen.add((await hall.at(id)).status);
      expect(await steps(id, 'refuse', 'withdraw')).toHaveLength(1);
    }
    expect([...seen].every((status) => ['refused', 'withdrawn'].includes(status))).toBe(true);
  });

  it('one key submits once, however often it comes', async () => {
    const id = await hall.ready(applicant);
    const { version } = await hall.at(id);
    const claim = hall.claim(applicant, id);
    const result = await outcomes(
      Array.from({ length: 16 }, () => hall.submitting.execute(applicant, id, version, claim)),
    );
    expect(result).toEqual({ done: 16, codes: [] });
    expect(await steps(id, 'submit')).toHaveLength(1);
    expect(await test.db.query('SELECT 1 FROM application_version WHERE application_id = $1', [id])).toHaveLength(1);
  });

  it('one key begins one application, however often it is pressed', async () => {
    const body: RouteInput<'createApplication'>['body'] = { kind: 'initial', certificateId: null, causes: [] };
    const claim = hall.claim(applicant, body);
    const ids = await Promise.all(Array.from({ length: 16 }, () => hall.commands.create(applicant, body, claim)));
    expect(new Set(ids).size).toBe(1);
    const begun = await test.db.query('SELECT id FROM application WHERE created_by = $1', [applicant.actor.userId]);
    expect(begun).toEqual([{ id: ids[0] }]);
    const other = hall.claim(applicant, { ...body, kind: 'renewal' }, claim.key);
    await expect(hall.commands.create(applicant, body, other)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('prices that were looked at before a save are not those that are submitted', async () => {
    const id = await hall.ready(applicant);
    const { version } = await hall.at(id);
    const form = hall.form(applicant, { specifications: [{ name: '一袋', netWeightGrams: 500, priceFen: 99_900 }] });
    const submitting = hall.submittingAfter(() => hall.commands.save(applicant, id, { version, form }));
    await expect(submitting.execute(applicant, id, version + 1, hall.claim(applicant, id))).rejects.toMatchObject({
      code: 'version_conflict',
    });
    expect((await hall.at(id)).status).toBe('draft');
  });

  it('one of two renewals of a certificate is begun', async () => {
    const certificateId = await hall.issued(applicant, {
      township_review: township,
      county_review: county,
      national_filing: await hall.reviewer('national'),
    });
    await test.db.query('UPDATE certificate SET valid_to = current_date + 10 WHERE id = $1', [certificateId]);
    const result = await outcomes(
      Array.from({ length: 8 }, () =>
        hall.commands.create(applicant, { kind: 'renewal', certificateId, causes: [] }, aClaim()),
      ),
    );
    expect(result.done).toBe(1);
    expect(new Set(result.codes)).toEqual(new Set(['application_open']));
  });
});

describe('a role that is taken away', () => {
  it('decides nothing a second later', async () => {
    const id = await hall.submitted(applicant);
    const gone = await hall.reviewer('township');
    await test.db.query('DELETE FROM membership WHERE user_id = $1', [gone.actor.userId]);
    await expect(hall.decide(gone, id, 'approve')).rejects.toMatchObject({ code: 'forbidden' });
    const looks = await hall.reviewer('township');
    await test.db.query("UPDATE membership SET role = 'viewer' WHERE user_id = $1", [looks.actor.userId]);
    await expect(hall.decide(looks, id, 'approve')).rejects.toMatchObject({ code: 'forbidden' });
    const expired = await hall.reviewer('township');
    await test.db.query('UPDATE membership SET expires_at = clock_timestamp() WHERE user_id = $1', [
      expired.actor.userId,
    ]);
    await expect(hall.decide(expired, id, 'approve')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('at the same instant is before the decision or after it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await hall.submitted(applicant);
      const reviewer = await hall.reviewer('township');
      const [decided] = await Promise.allSettled([
        hall.decide(reviewer, id, 'approve'),
        test.db.query('DELETE FROM membership WHERE user_id = $1', [reviewer.actor.userId]),
      ]);
      const { status } = await hall.at(id);
      expect(status).toBe(decided.status === 'fulfilled' ? 'county_review' : 'township_review');
      if (decided.status === 'rejected') expect(decided.reason).toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('an objection at the end of a publication', () => {
  it('within ten milliseconds of it has one outcome: the clock stops, or it is over', async () => {
    const ids = await someAtATime(Array(40).keys(), async () => {
      const own = await hall.applicant();
      const id = await hall.submitted(own);
      for (const reviewer of [township, county]) await hall.decide(reviewer, id, 'approve');
      return id;
    });
    const seen = { stopped: 0, over: 0 };
    // How far off the end is: further while objections come too late, so that either comes about on a machine of any speed.
    let lead = 15;
    for (const [round, id] of ids.entries()) {
      await test.db.query(
        'UPDATE application SET publicity_ends_at = clock_timestamp() + make_interval(secs => $2::float / 1000) WHERE id = $1',
        [id, lead],
      );
      // From ten milliseconds before the end to ten after it.
      const objection = sleep(5 + (round % 21)).then(() => hall.object(id));
      const closing = (async () => {
        while (!(await hall.publicity.close(id)) && (await hall.at(id)).status === 'publicity') await sleep(1);
      })();
      const [result] = await Promise.allSettled([objection, closing]);
      const { status } = await hall.at(id);
      const row = await test.db.one<{ before: boolean }>(
        `SELECT coalesce(bool_and(s.to_status <> 'examination' OR a.publicity_left >= 1), true) AS before
         FROM application a JOIN application_step s ON s.application_id = a.id WHERE a.id = $1`,
        [id],
      );
      if (result.status === 'fulfilled') {
        seen.stopped += 1;
        lead = Math.max(lead - 1, 1);
        expect(status).toBe('examination');
        expect(row?.before).toBe(true);
        expect(await steps(id, 'close_publicity', 'issue')).toHaveLength(0);
      } else {
        seen.over += 1;
        lead += 1;
        expect(result.reason).toMatchObject({ code: 'publicity_over' });
        expect(status).toBe('national_filing');
        expect(await test.db.query('SELECT 1 FROM objection WHERE application_id = $1', [id])).toEqual([]);
      }
    }
    expect(seen.stopped + seen.over).toBe(40);
    expect(seen.over).toBeGreaterThan(0);
    expect(seen.stopped).toBeGreaterThan(0);
  });

  it('several at once stop the clock once', async () => {
    const id = await published();
    const result = await outcomes(Array.from({ length: 8 }, () => hall.object(id)));
    expect(result).toEqual({ done: 8, codes: [] });
    expect(await steps(id, 'object')).toHaveLength(1);
    expect(await test.db.query('SELECT 1 FROM objection WHERE application_id = $1', [id])).toHaveLength(8);
  });

  it('two workers close a publication once', async () => {
    const id = await published();
    await test.db.query('UPDATE application SET publicity_ends_at = clock_timestamp() WHERE id = $1', [id]);
    await Promise.all([hall.publicity.closeDue(10), hall.publicity.closeDue(10), hall.publicity.closeDue(10)]);
    expect(await steps(id, 'close_publicity')).toHaveLength(1);
  });
});

describe('serial numbers', () => {
  it('of a county and year are given out once each, however many are issued at once', async () => {
    const national = await hall.reviewer('national');
    const ids = await someAtATime(Array(12).keys(), async () => {
      const own = await hall.applicant();
      const id = await hall.submitted(own);
      for (const reviewer of [township, county]) await hall.decide(reviewer, id, 'approve');
      await hall.endPublicity(id);
      return id;
    });
    expect(await outcomes(ids.map((id) => hall.decide(national, id, 'approve')))).toEqual({ done: 12, codes: [] });
    const rows = await test.db.query<{ number: string }>('SELECT number FROM certificate');
    expect(new Set(rows.map(({ number }) => number.slice(0, -1))).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(12);
  });
});
