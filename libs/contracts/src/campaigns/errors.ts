import { error } from '../error';
import { RECIPIENTS_ERRORS } from './recipients-errors';

export const CAMPAIGNS_ERRORS = {
  campaign_moved: error(409, '该活动的状态已变化，请刷新后查看。'),
  campaign_not_recruiting: error(409, '该活动现在不能参加，请刷新查看最新状态。'),
  campaign_over: error(409, '该活动已截止，不能再参加或退出。'),
  campaign_full: error(409, '剩余份数不足，请减少份数后再试。'),
  pledge_limit: error(422, '超过了每人一次可参加的份数，请减少份数。'),
  pledge_unpaid: error(409, '您在该活动还有一笔未付款的参与，请先付款或放弃它。'),
  pledge_closed: error(409, '该参与记录的状态已变化，请刷新后查看。'),
  hand_code_wrong: error(409, '取货码不对，请核对后重新输入，或改用签名领取。'),
  hand_out_not_open: error(409, '货还没有到，或活动已结束，现在不能分发。请刷新查看最新状态。'),
  hand_out_changed: error(409, '未领取的份数有变化，请刷新核对后再结束分发。'),
  hand_out_not_ended: error(409, '还有人没有领取，请先结束分发，再公示。'),
  hand_out_list_too_long: error(422, '名单太长，请选择一个自提点后再导出。'),
  addresses_closed: error(409, '只有待发货和发货中的订单可以下载地址名单。'),
  ...RECIPIENTS_ERRORS,
} as const;
