import { describe, expect, it } from '@jest/globals';
import { afterwards, submitWords } from './checkout-words';

describe('the words beside the button that orders', () => {
  it('tell people to pay at once, and how many orders it will be', () => {
    expect(submitWords('oneself', 12_30)).toBe('提交订单，支付 ¥12.30');
    expect(afterwards('oneself', 1)).toContain('30 分钟内支付');
    expect(afterwards('oneself', 3)).toContain('分成 3 个订单，一次付清');
  });

  it('R22: tell units that the supplier signs first, and by their terms when they pay', () => {
    expect(submitWords('prepaid', 12_30)).toBe('提交订单，共 ¥12.30');
    expect(afterwards('prepaid', 1)).toMatch(/签署后按合同约定的期限付款，付款后发货/);
    expect(afterwards('on_acceptance', 2)).toMatch(/验收后按合同约定的期限付款.*2 个订单，各自签署合同/);
    for (const terms of ['prepaid', 'on_acceptance'] as const) expect(afterwards(terms, 1)).not.toContain('30 分钟');
  });
});
