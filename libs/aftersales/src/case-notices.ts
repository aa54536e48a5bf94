import {
  AFTERSALES_DEFAULTS,
  AFTERSALES_KINDS,
  AFTERSALES_REASONS,
  type AftersalesKind,
  type AftersalesReason,
  type AftersalesStatus,
} from '@yigou/contracts';
import { type Fen, fenText } from '@yigou/kernel';
import type { Audience, NoticeText } from '@yigou/notifications';
import type { CaseAction } from './case-status';

/** A case as a notice speaks of it, and the step that is told. */
export interface ToldCase {
  readonly id: string;
  readonly number: string;
  readonly kind: AftersalesKind;
  readonly reason: AftersalesReason;
  readonly goods: string;
  readonly pieces: number;
  readonly askedFen: Fen;
  readonly agreedFen: Fen | null;
  readonly userId: string;
  readonly supplierId: string;
  readonly regionCode: string | null;
  readonly action: CaseAction;
  readonly to: AftersalesStatus;
  readonly byHand: boolean;
  readonly note: string;
  /** Until when it is somebody's turn, in the market's time; null: nobody's. */
  readonly until: string | null;
}
export interface CaseNotice extends NoticeText {
  readonly audience: Audience;
}

const before = ({ until, to }: ToldCase): string =>
  until === null ? '' : `请在 ${until} 前处理${AFTERSALES_DEFAULTS[to] ? `，${AFTERSALES_DEFAULTS[to]}` : ''}。`;
const toBuyer = (one: ToldCase, title: string, body: string): CaseNotice => ({
  kind: 'aftersales',
  title: `${title}：售后 ${one.number}`,
  body,
  audience: { userIds: [one.userId] },
  link: `/after-sales/${one.id}`,
});
const toSupplier = (one: ToldCase, title: string, body: string): CaseNotice => ({
  kind: 'aftersales',
  title: `${title}：售后 ${one.number}`,
  body,
  audience: { organisationIds: [one.supplierId] },
  link: `/supplier/after-sales?id=${one.id}`,
});
const toOffice = (one: ToldCase): CaseNotice => ({
  kind: 'aftersales',
  title: `请裁定售后 ${one.number}`,
  body: `${one.goods}×${one.pieces}，买家申请${AFTERSALES_KINDS[one.kind]} ${fenText(one.askedFen)}，商家驳回。买家：${one.note}。${before(one)}`,
  audience: {
    office: { level: one.regionCode ? 'county' : 'national', regionCode: one.regionCode ?? '', township: null },
  },
  link: `/administration/after-sales?id=${one.id}`,
});

/** What each step says, and to whom. Nobody is told of what he did himself; of the money the refund's own notice tells. */
export function caseNotices(one: ToldCase): CaseNotice[] {
  const { action, to, note } = one;
  switch (action) {
    case 'apply':
      return [
        toSupplier(
          one,
          '买家申请售后',
          `${one.goods}×${one.pieces}，${AFTERSALES_KINDS[one.kind]} ${fenText(one.askedFen)}，原因：${AFTERSALES_REASONS[one.reason]}。${before(one)}`,
        ),
      ];
    case 'agree':
      return [
        toBuyer(one, to === 'returning' ? '商家同意退货' : '商家同意退款', `${note}。${before(one)}`),
        ...(one.byHand ? [] : [toSupplier(one, '逾期未处理，视为同意', `${note}。`)]),
      ];
    case 'refuse':
      return [toBuyer(one, '商家驳回了售后', `${note}。${before(one)}不同意的可以申请平台介入。`)];
    case 'send_back':
      return [toSupplier(one, '买家已寄回商品', `${note}。${before(one)}`)];
    case 'receive':
      return [
        toBuyer(one, '商家收到退货', `${note}。`),
        ...(one.byHand ? [] : [toSupplier(one, '逾期未确认收到退货', `${note}。`)]),
      ];
    case 'withdraw':
      return [toSupplier(one, '买家撤销了售后', '不用再处理。')];
    case 'lapse':
      return [toBuyer(one, '售后已结案', `${note}。`), toSupplier(one, '售后已结案', `${note}。`)];
    case 'escalate':
      return [toSupplier(one, '买家申请平台介入', `${note}。平台将裁定，请准备好材料。`), toOffice(one)];
    case 'grant':
      return [
        toBuyer(one, '平台支持您的售后', `${note}。${before(one)}`),
        toSupplier(one, '平台裁定退款', `${note}。`),
      ];
    case 'deny':
      return [toBuyer(one, '平台不支持退款', `${note}。`), toSupplier(one, '平台裁定不予退款', `${note}。`)];
    case 'pay':
      return [toSupplier(one, '售后退款已退回买家', `${note}，从货款中扣减。`)];
    case 'fail':
      return [];
  }
}
