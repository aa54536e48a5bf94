import { describe, expect, it } from '@jest/globals';
import { Likeness, packingForm, productForm, supplierForm } from './likeness';

const nearTo = (form: (name: string) => string, known: readonly string[], name: string) => {
  const likeness = new Likeness();
  for (const one of known) likeness.add(one, form(one), undefined);
  return likeness.near(form(name));
};

describe('names that are nearly others', () => {
  it.each([
    ['安龙金果农民专业合作社', '安龙县金果种植专业合作社', true],
    ['静宁县绿源果业有限公司', '静宁绿源果业有限责任公司', true],
    ['安龙县金果专业合作社', '安龙县银杏专业合作社', false],
    ['甲合作社（演示）', '乙合作社（演示）', false],
    ['第2合作社', '第3合作社', false],
  ])('supplier %s is near %s: %s', (name, known, near) =>
    expect(nearTo(supplierForm, [known], name)).toEqual(near ? [known] : []),
  );

  it.each([
    ['金刺梨干', '刺梨干', true],
    ['红富士苹果', '绿茶', false],
    ['苹果礼盒3号', '苹果礼盒4号', false],
  ])('product %s is near %s: %s', (name, known, near) =>
    expect(nearTo(productForm, [known], name)).toEqual(near ? [known] : []),
  );

  it.each([
    ['500g袋装', '500g/袋', true],
    ['500g/袋', '1kg/袋', false],
    ['五斤礼盒装', '2500g礼盒', true],
  ])('packing %s is near %s: %s', (name, known, near) =>
    expect(nearTo(packingForm, [known], name)).toEqual(near ? [known] : []),
  );

  it('names three at most, the likest first, and only who may be meant', () => {
    const likeness = new Likeness<number>();
    for (const [at, name] of ['金刺梨干果', '金刺梨干', '刺梨干', '金刺梨干片', '金刺梨果'].entries())
      likeness.add(name, productForm(name), at);
    const named = likeness.near(productForm('金刺梨干儿'));
    expect(named).toHaveLength(3);
    expect(named[0]).toBe('金刺梨干');
    expect(likeness.near(productForm('金刺梨干儿'), (at) => at === 0)).toEqual(['金刺梨干果']);
  });
});
