import { error } from '../error';

export const IDENTITY_ERRORS = {
  unauthenticated: error(401, '请先登录。'),
  session_expired: error(401, '登录已失效，请重新登录。'),
  invalid_credentials: error(401, '账号或密码不正确，请核对后重试。'),
  second_factor_required: error(401, '请输入动态验证码完成登录。'),
  invalid_second_factor: error(401, '动态验证码不正确或已过期，请使用最新的验证码。'),
  forbidden: error(403, '当前账号没有此操作的权限。'),
  console_session_needed: error(401, '请登录管理后台后再办理：商城的登录不能用于后台。'),
  seat_needed: error(409, '您在多个单位任职，请先选择以哪个单位的身份办理。'),
  seat_not_held: error(403, '您已不在该单位任职，请刷新页面后重新选择单位。'),
  account_taken: error(409, '该手机号或邮箱已注册，请直接登录或找回密码。'),
  weak_password: error(400, '密码至少 10 位，且不能是常见密码或账号本身。'),
  wrong_password: error(400, '原密码不正确。'),
  reset_token_invalid: error(400, '重置链接无效或已过期，请重新申请。'),
  totp_already_enabled: error(409, '已启用动态验证码。'),
  conflict_of_interest: error(403, '您录入过该事项或属于该单位，按回避规定不能办理。'),
} as const;
