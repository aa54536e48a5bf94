import type { RouteBody } from '@yigou/contracts';
import { SANCTION_KINDS, type SanctionKind } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { aboutOpenOrders } from '../../orders/about-open-orders';
import { dayAhead } from '../../shared/deadlines';
import { type FormConfig, type FormField, type FormValues, sendsTo } from '../../shared/form-dialog/form';

/** What is decided against: a certificate with its supplier, or a supplier alone. */
export interface SanctionTarget {
  readonly certificateId: string | null;
  readonly certificateNumber: string | null;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly productName?: string;
  readonly inspectionId?: string;
  readonly complaintId?: string;
}

const ON_CERTIFICATE: readonly SanctionKind[] = ['suspension', 'withdrawal'];
/** Who is sent away leaves with what it has open. */
const SENDS_AWAY: readonly SanctionKind[] = ['removal', 'blacklist'];
const WITH_TERM: readonly SanctionKind[] = ['suspension', 'freeze', 'blacklist'];

/** What becomes of the open orders of a supplier that is sent away. */
const WOUND_UP = '未付款的订单自动关闭；已付款的须在限期内发货，逾期自动退款，买家会收到通知。';

/** What each decision does at once, in words, before it is made. */
export const sanctionEffect = (kind: string, { certificateNumber, supplierName }: SanctionTarget): string => {
  const effects: Readonly<Record<string, string>> = {
    suspension: `将暂停证书 ${certificateNumber ?? ''}。产品立即下架，新订单会被拒绝；已下的订单照常履行。`,
    withdrawal: `将撤销证书 ${certificateNumber ?? ''}，不能恢复，除非申诉成立。产品立即下架；已下的订单照常履行。`,
    freeze: `将冻结“${supplierName}”。其全部产品立即下架，不能申请认定；已下的订单照常履行。`,
    removal: `将清退“${supplierName}”。其全部产品立即下架。${WOUND_UP}`,
    blacklist: `将把“${supplierName}”列入黑名单并公开。其全部产品立即下架；期满前不能重新入驻。${WOUND_UP}`,
  };
  return effects[kind] ?? '请选择处理方式。';
};

/** The dialog that decides against a certificate or a supplier. `kind` is chosen beforehand where the button says it. */
export function sanctionForm(api: ApiClient, target: SanctionTarget, kind: SanctionKind | null): FormConfig {
  const options = Object.fromEntries(
    Object.entries(SANCTION_KINDS).filter(
      ([code]) => target.certificateId !== null || !ON_CERTIFICATE.includes(code as SanctionKind),
    ),
  );
  const choice: FormField = { key: 'kind', label: '处理方式', kind: 'choice', options, initial: kind ?? '' };
  return {
    heading: kind ? SANCTION_KINDS[kind] : '作出处理决定',
    testId: 'sanction',
    intro: (values) => sanctionEffect(values.text('kind'), target),
    about: (values) =>
      SENDS_AWAY.includes(values.text('kind') as SanctionKind) ? aboutOpenOrders(target.supplierId) : null,
    fields: [
      ...(kind ? [{ ...choice, shown: () => false }] : [choice]),
      {
        key: 'reason',
        label: '事实和理由',
        kind: 'area',
        max: 1000,
        hint: '当事主体会看到，并可申诉。证书查询页会公开原因。',
        quick: ['抽查不合格', '投诉经查属实', '价格虚高，未按期整改', '产地与认定不符', '带贫情况不实'],
      },
      {
        key: 'endsOn',
        label: '期满日',
        kind: 'date',
        optional: true,
        hint: '留空则直到解除；黑名单必须填写。',
        shown: (values) => WITH_TERM.includes(values.text('kind') as SanctionKind),
      },
      { key: 'evidence', label: '依据材料', kind: 'evidence', optional: true },
    ],
    check: checkTerm,
    danger: true,
    action: (values) => SANCTION_KINDS[values.text('kind') as SanctionKind] ?? '作出决定',
    ...sendsTo(
      'imposeSanction',
      (values) => sanctionBody(values, target),
      async (sent) => {
        await api.call('imposeSanction', sent);
        return `已作出决定：${SANCTION_KINDS[sent.body.kind]}。`;
      },
      { evidenceIds: 'evidence' },
    ),
  };
}

/** The certificate or the supplier, never both; a term only where the decision has one. */
function sanctionBody(values: FormValues, target: SanctionTarget): RouteBody<'imposeSanction'> {
  const kind = values.text('kind') as SanctionKind;
  const onCertificate = ON_CERTIFICATE.includes(kind);
  return {
    kind,
    certificateId: onCertificate ? target.certificateId : null,
    supplierId: onCertificate ? null : target.supplierId,
    reason: values.text('reason'),
    endsOn: WITH_TERM.includes(kind) ? values.textOrNull('endsOn') : null,
    inspectionId: target.inspectionId ?? null,
    complaintId: target.complaintId ?? null,
    evidenceIds: values.fileIds('evidence'),
  };
}

/** A black list needs its end; an end lies ahead. */
export function checkTerm(values: FormValues): Record<string, string> {
  const end = values.text('endsOn');
  if (!end) return values.text('kind') === 'blacklist' ? { endsOn: '请填写黑名单的期满日' } : {};
  return end <= dayAhead(0) ? { endsOn: '期满日应在今天之后' } : {};
}

/** The dialog that ends a decision before its term. */
export const liftForm = (
  api: ApiClient,
  sanction: { id: string; kind: SanctionKind; supplierName: string; certificateNumber: string | null },
): FormConfig => ({
  heading: `解除：${SANCTION_KINDS[sanction.kind]}`,
  testId: 'lift',
  intro: `将解除对${sanction.certificateNumber ? `证书 ${sanction.certificateNumber}` : `“${sanction.supplierName}”`}的处理。没有其他决定时立即恢复。`,
  fields: [{ key: 'reason', label: '解除理由', kind: 'area', quick: ['整改到位，经复核合格', '原因已消除'] }],
  action: '解除',
  ...sendsTo(
    'liftSanction',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      await api.call('liftSanction', { params: { id: sanction.id }, ...sent });
      return '已解除。';
    },
  ),
});
