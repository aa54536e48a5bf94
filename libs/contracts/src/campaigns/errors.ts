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
  campaign_answered: error(409, '贵单位已经答复过，请刷新后查看。'),
  campaign_goods_gone: error(409, '有商品已停售、下架或认定失效，请先处理商品，或请发起人更换。'),
  campaign_deadline_near: error(409, '截止时间已过或不到一小时，请退回发起人修改截止时间。'),
  campaign_not_public: error(409, '活动还没有公开，开始招募后才能发布进展。'),
  organiser_is_supplier: error(422, '不能发起销售自家商品的团购，请换成别家的商品。'),
  organiser_busy: error(409, '同时进行的活动已达上限，请等已有的活动结束后再提交。'),
  organiser_report_due: error(409, '有已收货的活动逾期没有发布进展，请先发布进展再提交新的活动。'),
  address_list_not_for_form: error(422, '只有单位发起的礼包活动可以上传收件名单。'),
  complaint_answered: error(409, '这件举报已经处理，请刷新后查看。'),
} as const;
