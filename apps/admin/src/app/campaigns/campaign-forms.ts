import type { RouteResponse } from '@yigou/contracts';
import { CAMPAIGN_FIELDS, type CampaignField } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { formatCount, formatMoney } from '../shared/format';
import { type FormConfig, type FormField, type FormValues, sendsTo } from '../shared/form-dialog/form';

type Reviewed = RouteResponse<'getCampaignToReview'>;
type Ask = RouteResponse<'getCampaignAsk'>;
type Complaint = RouteResponse<'listCampaignComplaints'>['items'][number];

const FIELDS = Object.keys(CAMPAIGN_FIELDS) as CampaignField[];
const notesOf = (values: FormValues): Record<string, string> =>
  Object.fromEntries(FIELDS.map((key) => [key, values.text(`note.${key}`)] as const).filter(([, note]) => note !== ''));

export const approveForm = (api: ApiClient, one: Reviewed, done: (now: Reviewed) => void): FormConfig => ({
  heading: `通过“${one.title}”`,
  testId: 'campaign-approve',
  intro: `通过后立即公开并开始招募，最多 ${formatCount(one.capShares)} 份，条款不能再改。`,
  fields: [],
  action: '通过，开始招募',
  contract: null,
  send: async (_values, idempotencyKey) => {
    done(await api.call('approveCampaign', { params: { id: one.id }, idempotencyKey }));
    return '已通过，发起人和供应商会收到通知。';
  },
});

export const returnForm = (api: ApiClient, one: Reviewed): FormConfig => ({
  heading: `退回“${one.title}”`,
  testId: 'campaign-return',
  intro: '退回后发起人可以修改，供应商为它留的货立即放开，修改后供应商要重新确认。',
  fields: [
    {
      key: 'reason',
      label: '退回原因',
      kind: 'area',
      max: 300,
      quick: ['说明与商品不符', '价格依据不足', '标题有夸大的说法', '受赠方情况不清楚'],
    },
    ...FIELDS.map((key): FormField => ({
      key: `note.${key}`,
      label: `“${CAMPAIGN_FIELDS[key]}”要改什么`,
      kind: 'text',
      optional: true,
      max: 300,
    })),
  ],
  action: '退回',
  danger: true,
  ...sendsTo(
    'returnCampaign',
    (values) => ({ reason: values.text('reason'), fieldNotes: notesOf(values) }),
    async (sent) => {
      await api.call('returnCampaign', { params: { id: one.id }, ...sent });
      return '已退回，发起人会收到通知。';
    },
    Object.fromEntries(FIELDS.map((key) => [`fieldNotes.${key}`, `note.${key}`])),
  ),
});

export const stopForm = (api: ApiClient, one: Reviewed, done: (now: Reviewed) => void): FormConfig => ({
  heading: `停止“${one.title}”`,
  testId: 'campaign-stop',
  intro: '停止后不能恢复：已付的款项全部退回参与人，供应商留的货放开，原因会告诉发起人和参与人。',
  fields: [
    {
      key: 'reason',
      label: '停止原因',
      kind: 'area',
      max: 300,
      quick: ['举报查实，内容不实', '涉嫌违法违规', '商品认定已失效'],
    },
  ],
  action: '停止并退款',
  danger: true,
  ...sendsTo(
    'stopCampaign',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('stopCampaign', { params: { id: one.id }, ...sent }));
      return '已停止，参与人的款项正在退回。';
    },
  ),
});

export const answerForm = (
  api: ApiClient,
  one: Ask,
  answer: 'agree' | 'decline',
  done: (now: Ask) => void,
): FormConfig => {
  const agrees = answer === 'agree';
  const pieces = one.goods.reduce((sum, good) => sum + good.pieces * one.capShares, 0);
  const kept =
    one.form === 'pre_sale'
      ? '预售不占用现有库存'
      : `并为它留出 ${formatCount(pieces)} 件库存，团购结束后没有卖出的放开`;
  return {
    heading: `${agrees ? '同意' : '谢绝'}“${one.title}”`,
    testId: `campaign-${answer}`,
    intro: agrees
      ? `同意按列出的各档价格供货，最多 ${formatCount(one.capShares)} 份，${kept}。第一档合计最多 ${formatMoney(askFen(one))}。成团后按这些价格下单。`
      : '谢绝后活动退回发起人修改，其他供应商留的货也放开。',
    fields: agrees
      ? []
      : [
          {
            key: 'reason',
            label: '谢绝原因',
            kind: 'area',
            max: 300,
            quick: ['价格太低', '数量太大，供不上', '这段时间没有货', '商品将下架'],
          },
        ],
    action: agrees ? '同意供货' : '谢绝',
    danger: !agrees,
    ...sendsTo(
      'answerCampaign',
      (values) => ({ answer, reason: agrees ? '' : values.text('reason') }),
      async (sent) => {
        done(await api.call('answerCampaign', { params: { id: one.id }, ...sent }));
        return agrees ? '已同意，库存已留出。' : '已谢绝，发起人会收到通知。';
      },
    ),
  };
};

/** What the supplier's part comes to at the cap, at the first tier's prices, fen. */
export const askFen = ({ goods, capShares }: Pick<Ask, 'goods' | 'capShares'>): number =>
  goods.reduce((sum, { pieces, pricesFen }) => sum + pieces * (pricesFen[0] ?? 0), 0) * capShares;

export const closeComplaintForm = (api: ApiClient, one: Complaint): FormConfig => ({
  heading: `处理对“${one.campaign.title}”的举报`,
  testId: 'campaign-complaint',
  intro: '写明核查结果。需要停止这个活动的，请到活动里停止。',
  fields: [
    {
      key: 'answer',
      label: '处理结果',
      kind: 'area',
      max: 500,
      quick: ['经核查不属实', '已要求发起人改正', '查实，活动已停止'],
    },
  ],
  action: '办结',
  ...sendsTo(
    'closeCampaignComplaint',
    (values) => ({ answer: values.text('answer') }),
    async (sent) => {
      await api.call('closeCampaignComplaint', { params: { id: one.id }, ...sent });
      return '已办结。';
    },
  ),
});
