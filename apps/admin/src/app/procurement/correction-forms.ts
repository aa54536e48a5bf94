import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormField, sendsTo } from '../shared/form-dialog/form';

const reason = (label: string, quick: readonly string[]): FormField => ({
  key: 'reason',
  label,
  kind: 'area',
  max: 300,
  quick,
});

/** Asks in writing that an order of the own unit counts to another (R9). */
export const askCorrectionForm = (api: ApiClient): FormConfig => ({
  heading: '申请订单计入更正',
  testId: 'correction-ask',
  intro:
    '订单下错了单位、又已经发货的，在这里申请改为计入另一个单位；还没有发货的，请取消后重新下单。对方单位同意、财政部门确认后，完成率随之调整；预算占用、合同和付款仍在本单位。',
  fields: [
    { key: 'orderNumber', label: '订单号', kind: 'text', max: 60 },
    { key: 'toUnitId', label: '应计入的单位', kind: 'unit' },
    { key: 'reason', label: '更正原因', kind: 'area', max: 500 },
    { key: 'proofs', label: '书面申请', kind: 'evidence', max: 5, hint: '盖章的扫描件或照片。' },
  ],
  action: '提交申请',
  ...sendsTo(
    'askShareCorrection',
    (values) => ({
      orderNumber: values.text('orderNumber'),
      toUnitId: values.textOrNull('toUnitId'),
      reason: values.text('reason'),
      proofIds: values.fileIds('proofs'),
    }),
    async (sent) => {
      await api.call('askShareCorrection', sent);
      return '已提交，对方单位会收到通知。';
    },
    { proofIds: 'proofs', evidence: 'proofs' },
  ),
});

interface Subject {
  readonly id: string;
  readonly orderNumber: string;
  readonly unit: { readonly name: string };
  readonly toUnit: { readonly name: string };
}

/** The other unit's answer. */
export function answerCorrectionForm(api: ApiClient, one: Subject, decision: 'agree' | 'decline'): FormConfig {
  const agrees = decision === 'agree';
  return {
    heading: `${agrees ? '同意' : '不同意'}：订单 ${one.orderNumber}`,
    testId: `correction-${decision}`,
    intro: agrees
      ? `同意后转财政部门确认；确认后这个订单的完成额由“${one.unit.name}”改为计入本单位。`
      : '对方单位会看到原因，可以改后再申请。',
    fields: agrees ? [] : [reason('不同意的原因', ['这个订单不是本单位的', '订单号或单位写错了'])],
    action: agrees ? '同意' : '不同意',
    danger: !agrees,
    ...sendsTo(
      'answerShareCorrection',
      (values) => ({ decision, reason: agrees ? '' : values.text('reason') }),
      async (sent) => {
        await api.call('answerShareCorrection', { params: { id: one.id }, ...sent });
        return agrees ? '已同意，等财政部门确认。' : '已答复，对方单位会收到通知。';
      },
    ),
  };
}

/** What the finance department over both units decides. */
export function decideCorrectionForm(api: ApiClient, one: Subject, decision: 'approve' | 'reject'): FormConfig {
  const approves = decision === 'approve';
  return {
    heading: `${approves ? '确认更正' : '退回'}：订单 ${one.orderNumber}`,
    testId: `correction-${decision}`,
    intro: approves
      ? `确认后，这个订单的完成额由“${one.unit.name}”转到“${one.toUnit.name}”；预算、合同和付款不变。一个订单只能更正一次。`
      : '两个单位都会看到原因。',
    fields: approves ? [] : [reason('退回原因', ['书面申请没有盖章', '材料与订单不符'])],
    action: approves ? '确认更正' : '退回',
    danger: !approves,
    ...sendsTo(
      'decideRegionCorrection',
      (values) => ({ decision, reason: approves ? '' : values.text('reason') }),
      async (sent) => {
        await api.call('decideRegionCorrection', { params: { id: one.id }, ...sent });
        return approves ? '已更正，两个单位会收到通知。' : '已退回，两个单位会收到通知。';
      },
    ),
  };
}

/** Takes the own request back. */
export const withdrawCorrectionForm = (api: ApiClient, one: Subject): FormConfig => ({
  heading: `撤回：订单 ${one.orderNumber}`,
  testId: 'correction-withdraw',
  intro: '撤回后订单仍计入本单位，可以再次申请。',
  fields: [],
  action: '撤回申请',
  contract: null,
  send: async () => {
    await api.call('withdrawShareCorrection', { params: { id: one.id } });
    return '已撤回。';
  },
});
