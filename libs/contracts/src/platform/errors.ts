import { error } from '../error';

export const PLATFORM_ERRORS = {
  validation_failed: error(400, '提交的内容有误，请按提示修改后重试。'),
  malformed_request: error(400, '请求格式不正确，请刷新页面后重试。'),
  csrf_failed: error(403, '页面已过期，请刷新后重试。'),
  not_found: error(404, '没有找到您要的内容，它可能已被移除。'),
  method_not_allowed: error(405, '不支持的请求方式。'),
  payload_too_large: error(413, '文件或内容过大，请缩小后重试。'),
  unsupported_media_type: error(415, '不支持的文件或内容类型。'),
  idempotency_key_required: error(400, '缺少防重复提交标识，请刷新页面后重试。'),
  idempotency_key_reused: error(422, '同一提交标识用于了不同的内容，请刷新页面后重试。'),
  idempotency_in_progress: error(409, '相同的操作正在处理，请稍候。'),
  rate_limited: error(429, '操作过于频繁，请稍后再试。'),
  illegal_transition: error(409, '当前状态不允许此操作，请刷新后查看最新状态。'),
  version_conflict: error(409, '内容已被他人修改，请刷新后重新填写。'),
  already_decided: error(409, '该事项已由他人办理，请刷新查看。'),
  spreadsheet_invalid: error(422, '无法读取该表格，请使用模板另存为 .xlsx 后重试。'),
  webhook_signature_invalid: error(400, '签名校验失败。'),
  service_unavailable: error(503, '服务暂时不可用，请稍后重试，您的数据没有丢失。'),
  storage_full: error(507, '系统存储空间已满，本次内容没有保存，管理员已收到告警，请稍后再试。'),
  internal_error: error(500, '系统出错，已记录。您的操作没有完成，请稍后重试。'),
} as const;
