import { error } from '../error';

export const CAMPAIGNS_ERRORS = {
  campaign_moved: error(409, '该活动的状态已变化，请刷新后查看。'),
  campaign_not_recruiting: error(409, '该活动现在不能参加，请刷新查看最新状态。'),
  pledge_closed: error(409, '该参与记录的状态已变化，请刷新后查看。'),
} as const;
