import type { PaymentTerm } from '@yigou/contracts/labels';
import { formatFen } from '@yigou/web-ui';

/** How what is ordered is paid: for oneself at once; for a unit as its contract says (R22), once the supplier has signed it. */
export type Paying = 'oneself' | PaymentTerm;

/** What the button does. */
export const submitWords = (paying: Paying, totalFen: number): string =>
  paying === 'oneself' ? `提交订单，支付 ${formatFen(totalFen)}` : `提交订单，共 ${formatFen(totalFen)}`;

const AFTERWARDS: Readonly<Record<Paying, string>> = {
  oneself: '提交后请在 30 分钟内支付，超时订单自动关闭、库存释放。发货前可以取消，已付的钱原路退回。',
  prepaid: '提交后由供应商签署合同，签署后按合同约定的期限付款，付款后发货。发货前可以取消，已付的钱原路退回。',
  on_acceptance: '提交后由供应商签署合同并发货，两人验收后按合同约定的期限付款。发货前可以取消。',
};

/** What comes after the button, with how many orders it makes. */
export function afterwards(paying: Paying, suppliers: number): string {
  if (suppliers < 2) return AFTERWARDS[paying];
  const split = `共 ${suppliers} 家供应商，会分成 ${suppliers} 个订单`;
  return `${AFTERWARDS[paying]}${split}${paying === 'oneself' ? '，一次付清。' : '，各自签署合同。'}`;
}
