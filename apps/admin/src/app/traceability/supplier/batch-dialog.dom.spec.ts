import { beforeEach, describe, expect, it } from '@jest/globals';
import { FormScreen } from '../../shared/testing/form-screen';
import { BatchDialog } from './batch-dialog';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-${String(last).padStart(12, '0')}`;
const certificate = (last: number) => ({ id: id(last), number: `RZ${last}`, productName: '核桃', status: 'valid' });
const household = (last: number) => ({ id: id(last), nameMasked: `户${last}*`, township: '城关镇', village: '一村' });

describe('registering a batch', () => {
  let screen: FormScreen<BatchDialog>;
  let closed: boolean[];

  beforeEach(async () => {
    screen = await FormScreen.open(BatchDialog, { certificates: [certificate(1), certificate(2)] });
    closed = [];
    screen.fixture.componentInstance.closed.subscribe((made) => closed.push(made));
    await screen.answer(screen.asked('/mechanisms'), { items: [{ id: 'mechanism', ended: false }] });
    const links = [11, 12].map((last) => ({ status: 'confirmed', household: household(last) }));
    await screen.answer(screen.asked('/mechanisms/mechanism/households'), { items: links, nextCursor: null, total: 2 });
  });

  it('asks for certificate and weight, and begins with today', async () => {
    await screen.press('batch-form');
    expect(screen.errors()).toEqual(['请选择证书', '请填写数量，例如 2000']);
    expect(screen.at('batch-harvested').value).toMatch(/^\d{4}-\d\d-\d\d$/);
    screen.sentNothing();
  });

  it('counts 斤 as 500 g, of the batch and of each household, and anew in another unit', async () => {
    await screen.type(screen.at<HTMLSelectElement>('batch-certificate'), id(2));
    await screen.type('batch-weight', '2000');
    expect(screen.text()).toContain('即 2,000 斤（1,000 公斤）');
    for (const box of screen.all('batch-household')) await screen.press(box);
    await screen.type(screen.labelled('户11*户的数量'), '600.5');
    await screen.type(screen.at<HTMLSelectElement>('batch-unit'), 'kg');
    await screen.press('batch-form');
    const sent = screen.asked('/batches', 'POST');
    expect(screen.bodyOf(sent)).toMatchObject({
      certificateId: id(2),
      quantityGrams: 2_000_000,
      households: [
        { householdId: id(11), grams: 600_500 },
        { householdId: id(12), grams: null },
      ],
      reportEvidenceId: null,
    });
    await screen.answer(sent, { number: 'PC1' });
    expect(closed).toEqual([true]);
  });

  it('refuses households that brought more than there is, until one is taken off', async () => {
    await screen.type(screen.at<HTMLSelectElement>('batch-certificate'), id(1));
    await screen.type('batch-weight', '100');
    await screen.press(screen.all('batch-household')[0]!);
    await screen.type(screen.labelled('户11*户的数量'), '100.5');
    await screen.press('batch-form');
    expect(screen.text()).toContain('各农户数量之和不能超过批次总量。');
    screen.sentNothing();
    await screen.press(screen.all('batch-household')[0]!);
    await screen.press('batch-form');
    expect(screen.bodyOf(screen.asked('/batches', 'POST'))).toMatchObject({ households: [] });
  });

  it('shows at its field what the API refuses', async () => {
    await screen.type(screen.at<HTMLSelectElement>('batch-certificate'), id(1));
    await screen.type('batch-weight', '100');
    await screen.press('batch-form');
    const fields = { harvestedOn: '采收日期不能晚于今天。' };
    await screen.refuse(screen.asked('/batches', 'POST'), 'validation_failed', '请检查', { fields });
    expect(screen.errors()).toEqual(['采收日期不能晚于今天。']);
    expect(closed).toEqual([]);
  });
});
