import type { RouteBody } from '@yigou/contracts';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';

/** Taking over what a colleague has taken up: they are told why. */
export const takeOverForm = (
  take: (sent: { readonly body: RouteBody<'claimReview'> }) => Promise<string>,
): FormConfig => ({
  heading: '接手同事办理的申请',
  testId: 'take-over',
  intro: '接手后由您办理，原来办理的同事会收到您写的理由。',
  fields: [{ key: 'reason', label: '理由', kind: 'area', max: 500 }],
  action: '接手',
  ...sendsTo('claimReview', (values) => ({ reason: values.text('reason') }), take),
});
