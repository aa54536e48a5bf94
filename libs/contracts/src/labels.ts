/**
 * Closed lists with the Chinese words that people read for them, and the error catalogue. No Zod here: the web apps and the kernel
 * import this file alone.
 */
import { keys } from './closed-list';

export * from './certification-labels';

/** Benefit mechanism, 带贫机制 (domain R28). */
export const BENEFIT_MECHANISMS = {
  contract_farming: '订单生产',
  land_transfer: '土地流转',
  employment: '就业务工',
  entrusted_production: '生产托管',
  shareholding: '股份合作',
  asset_lease: '资产租赁',
} as const;
export const BENEFIT_MECHANISM_CODES = keys(BENEFIT_MECHANISMS);
export type BenefitMechanism = keyof typeof BENEFIT_MECHANISMS;

/** Sales channel, 消费扶贫渠道 (“八进”, R35). */
export const CHANNELS = {
  agencies: '进机关',
  schools: '进高校',
  enterprises: '进企业',
  parks: '进园区',
  communities: '进社区',
  supermarkets: '进商超',
  ecommerce: '进电商',
  processing: '进深加工',
} as const;
export const CHANNEL_CODES = keys(CHANNELS);
export type Channel = keyof typeof CHANNELS;

/** Kind of supplier, 带贫主体. */
export const SUPPLIER_KINDS = {
  cooperative: '合作社',
  enterprise: '企业',
  workshop: '扶贫车间',
  family_farm: '家庭农场',
  village_collective: '村集体',
} as const;
export const SUPPLIER_KIND_CODES = keys(SUPPLIER_KINDS);
export type SupplierKind = keyof typeof SUPPLIER_KINDS;

export const ORGANISATION_KINDS = {
  agency: '预算单位',
  supplier: '供应商',
  administration: '管理机构',
  company: '企业',
  recipient: '受赠单位',
} as const;
export const ORGANISATION_KIND_CODES = keys(ORGANISATION_KINDS);
export type OrganisationKind = keyof typeof ORGANISATION_KINDS;

export const MEMBER_ROLES = { manager: '负责人', clerk: '经办人', viewer: '查看' } as const;
export const MEMBER_ROLE_CODES = keys(MEMBER_ROLES);
export type MemberRole = keyof typeof MEMBER_ROLES;

/** Level that issued a certificate, 认定层级. */
export const CERTIFICATE_LEVELS = { national: '国家级', province: '省级', city: '市级', county: '县级' } as const;
export const CERTIFICATE_LEVEL_CODES = keys(CERTIFICATE_LEVELS);
export type CertificateLevel = keyof typeof CERTIFICATE_LEVELS;

export const CERTIFICATE_STATUSES = {
  valid: '有效',
  suspended: '暂停',
  expired: '已到期',
  withdrawn: '已撤销',
  exited: '已退出',
} as const;
export const CERTIFICATE_STATUS_CODES = keys(CERTIFICATE_STATUSES);
export type CertificateStatus = keyof typeof CERTIFICATE_STATUSES;

export const PRODUCT_STATUSES = { draft: '草稿', listed: '在售', withdrawn: '已下架' } as const;
export const PRODUCT_STATUS_CODES = keys(PRODUCT_STATUSES);
export type ProductStatus = keyof typeof PRODUCT_STATUSES;

export const STOCK_STATES = { in_stock: '有货', low: '库存紧张', sold_out: '已售罄' } as const;
export const STOCK_STATE_CODES = keys(STOCK_STATES);
export type StockState = keyof typeof STOCK_STATES;

export const ORDER_STATUSES = {
  pending_payment: '待付款',
  to_ship: '待发货',
  part_shipped: '部分发货',
  shipped: '待收货',
  completed: '已完成',
  cancelled: '已取消',
  expired: '超时关闭',
} as const;
export const ORDER_STATUS_CODES = keys(ORDER_STATUSES);
export type OrderStatus = keyof typeof ORDER_STATUSES;

export const PAYMENT_STATUSES = {
  pending: '待支付',
  paid: '已支付',
  failed: '支付失败',
  cancelled: '已关闭',
  quarantined: '金额异常待核查',
} as const;
export const PAYMENT_STATUS_CODES = keys(PAYMENT_STATUSES);
export type PaymentStatus = keyof typeof PAYMENT_STATUSES;

export const REFUND_STATUSES = {
  pending: '待退款',
  submitted: '退款中',
  succeeded: '已退款',
  failed: '退款失败',
} as const;
export const REFUND_STATUS_CODES = keys(REFUND_STATUSES);
export type RefundStatus = keyof typeof REFUND_STATUSES;

export const PARCEL_STATUSES = {
  registered: '已登记',
  collected: '已揽收',
  in_transit: '运输中',
  out_for_delivery: '派送中',
  delivered: '已签收',
  exception: '异常',
} as const;
export const PARCEL_STATUS_CODES = keys(PARCEL_STATUSES);
export type ParcelStatus = keyof typeof PARCEL_STATUSES;

export const CARRIERS = {
  ems: '邮政EMS',
  sf: '顺丰速运',
  yto: '圆通速递',
  zto: '中通快递',
  jd: '京东物流',
  deppon: '德邦快递',
} as const;
export const CARRIER_CODES = keys(CARRIERS);
export type Carrier = keyof typeof CARRIERS;

export const IMPORT_STATUSES = { queued: '排队中', running: '导入中', done: '已完成', failed: '失败' } as const;
export const IMPORT_STATUS_CODES = keys(IMPORT_STATUSES);
export type ImportStatus = keyof typeof IMPORT_STATUSES;

export const PRODUCT_SORTS = {
  relevance: '综合',
  newest: '最新上架',
  price_asc: '价格从低到高',
  price_desc: '价格从高到低',
  sales: '销量',
} as const;
export const PRODUCT_SORT_CODES = keys(PRODUCT_SORTS);
export type ProductSort = keyof typeof PRODUCT_SORTS;

export const EXPORT_KINDS = {
  suppliers: '供应商',
  certificates: '认定证书',
  products: '产品',
  orders: '订单',
  payments: '支付',
  audit: '审计记录',
} as const;
export const EXPORT_KIND_CODES = keys(EXPORT_KINDS);
export type ExportKind = keyof typeof EXPORT_KINDS;

/** What the audit trail calls the deeds it keeps. */
export const AUDIT_ACTIONS = {
  'identity.registered': '注册',
  'identity.signed_in': '登录',
  'identity.signed_out': '退出',
  'identity.sign_in_limited': '登录受限',
  'identity.session_revoked': '下线设备',
  'identity.password_changed': '修改密码',
  'identity.password_reset_requested': '申请重置密码',
  'identity.password_reset': '重置密码',
  'identity.totp_enabled': '启用动态验证码',
  'catalogue.product_created': '新建产品',
  'catalogue.product_updated': '修改产品',
  'catalogue.product_listed': '上架产品',
  'catalogue.product_withdrawn': '下架产品',
  'catalogue.stock_adjusted': '调整库存',
  'catalogue.photo_added': '上传图片',
  'catalogue.photo_removed': '删除图片',
  'catalogue.freight_changed': '修改运费',
  'catalogue.import_started': '导入产品',
  'orders.cancelled': '取消订单',
  'orders.received': '确认收货',
  'logistics.shipped': '订单发货',
  'platform.job_retried': '重试任务',
  'reporting.exported': '导出表格',
  'catalogue.price_flagged': '价格异常说明',
  'certification.supplier_registered': '登记带贫主体',
  'certification.supplier_file_saved': '修改主体档案',
  'certification.supplier_moved': '主体入驻与监管',
  'certification.licence_saved': '登记证照',
  'certification.licence_removed': '删除证照',
  'certification.mechanism_saved': '登记带贫机制',
  'certification.household_linked': '登记带动关系',
  'certification.household_unlinked': '解除带动关系',
  'certification.link_answered': '户主答复带动关系',
  'certification.application_saved': '修改认定申请',
  'certification.application_moved': '认定审核',
  'certification.review_claimed': '接手审核',
  'certification.objection_filed': '提出公示异议',
  'certification.certificate_moved': '证书变动',
  'certification.batch_registered': '登记批次',
  'certification.complaint_filed': '提出投诉',
  'certification.complaint_moved': '处理投诉',
  'certification.inspection_drawn': '抽取检查',
  'certification.inspection_recorded': '记录检查',
  'certification.sanction_imposed': '作出处理决定',
  'certification.sanction_lifted': '解除处理决定',
  'certification.appeal_filed': '提出申诉',
  'certification.appeal_decided': '复核申诉',
  'evidence.uploaded': '上传佐证材料',
  'households.saved': '登记建档立卡户',
  'households.imported': '导入建档立卡户',
  'households.disclosed': '查看户主完整信息',
  'households.mandate_granted': '登记代办授权',
  'households.mandate_revoked': '撤销代办授权',
  'platform.policy_set': '设置政策参数',
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Columns of the product import file, by their Chinese names, in the order of the template. One row is one SKU. */
export const IMPORT_COLUMNS = [
  '省份',
  '地市',
  '县',
  '县代码',
  '供应商',
  '统一社会信用代码',
  '供应商类型',
  '产品',
  '分类',
  '规格',
  '净含量克',
  '单价元',
  '市场价元',
  '库存',
  '证书编号',
  '认定层级',
  '有效期起',
  '有效期止',
  '带动户数',
  '带动人数',
  '带贫机制',
  '渠道',
  '描述',
  '演示',
  '来源',
] as const;

const error = (status: number, message: string) => ({ status, message }) as const;

/** Every refusal the API can give: HTTP status and the Chinese sentence that says what to do. The list is closed. */
export const ERROR_CATALOGUE = {
  validation_failed: error(400, '提交的内容有误，请按提示修改后重试。'),
  malformed_request: error(400, '请求格式不正确，请刷新页面后重试。'),
  unauthenticated: error(401, '请先登录。'),
  session_expired: error(401, '登录已失效，请重新登录。'),
  invalid_credentials: error(401, '账号或密码不正确，请核对后重试。'),
  second_factor_required: error(401, '请输入动态验证码完成登录。'),
  invalid_second_factor: error(401, '动态验证码不正确或已过期，请使用最新的验证码。'),
  forbidden: error(403, '当前账号没有此操作的权限。'),
  seat_needed: error(409, '您在多个单位任职，请先选择以哪个单位的身份办理。'),
  seat_not_held: error(403, '您已不在该单位任职，请刷新页面后重新选择单位。'),
  csrf_failed: error(403, '页面已过期，请刷新后重试。'),
  not_found: error(404, '没有找到您要的内容，它可能已被移除。'),
  method_not_allowed: error(405, '不支持的请求方式。'),
  payload_too_large: error(413, '文件或内容过大，请缩小后重试。'),
  unsupported_media_type: error(415, '不支持的文件或内容类型。'),
  idempotency_key_required: error(400, '缺少防重复提交标识，请刷新页面后重试。'),
  idempotency_key_reused: error(422, '同一提交标识用于了不同的内容，请刷新页面后重试。'),
  idempotency_in_progress: error(409, '相同的操作正在处理，请稍候。'),
  rate_limited: error(429, '操作过于频繁，请稍后再试。'),
  account_taken: error(409, '该手机号或邮箱已注册，请直接登录或找回密码。'),
  weak_password: error(400, '密码至少 10 位，且不能是常见密码或账号本身。'),
  wrong_password: error(400, '原密码不正确。'),
  reset_token_invalid: error(400, '重置链接无效或已过期，请重新申请。'),
  totp_already_enabled: error(409, '已启用动态验证码。'),
  product_unavailable: error(409, '有商品已下架或证书失效，请从购物车移除后重试。'),
  price_changed: error(409, '有商品价格发生变化，请确认最新价格后再下单。'),
  insufficient_stock: error(409, '库存不足，请减少数量后重试。'),
  cart_empty: error(409, '没有可结算的商品，请先加入购物车。'),
  cart_full: error(409, '购物车最多放 100 种商品，请先清理。'),
  not_deliverable: error(409, '供应商暂不支持配送到该地区，请更换地址。'),
  address_limit: error(409, '最多保存 50 个地址，请先删除不用的地址。'),
  order_not_cancellable: error(409, '订单当前状态不能取消。'),
  order_not_receivable: error(409, '订单尚未发货完毕，不能确认收货。'),
  order_not_shippable: error(409, '订单当前状态不能发货。'),
  shipment_exceeds_order: error(409, '发货数量超过订单剩余数量，请核对。'),
  waybill_taken: error(409, '该运单号已登记，请核对。'),
  checkout_not_payable: error(409, '该订单已支付或已关闭，不能再次支付。'),
  payment_unavailable: error(503, '支付服务暂时不可用，订单已保留，请稍后在订单中继续支付。'),
  refund_exceeds_payment: error(409, '退款金额超过可退金额。'),
  illegal_transition: error(409, '当前状态不允许此操作，请刷新后查看最新状态。'),
  certificate_invalid: error(409, '产品没有有效的认定证书，不能上架。'),
  product_incomplete: error(409, '产品资料不完整，请补全规格、价格和图片后再上架。'),
  sku_in_use: error(409, '该规格已有订单或购物车引用，请停售而不是删除。'),
  stock_below_reserved: error(409, '调整后的库存少于已被订单占用的数量。'),
  too_many_photos: error(409, '每个产品最多 9 张图片。'),
  image_invalid: error(422, '无法识别该图片，请上传 JPG、PNG、WebP 或 AVIF 格式、不超过 10 MB 的图片。'),
  import_file_invalid: error(422, '无法读取该文件，请使用模板另存为 .csv 或 .xlsx 后重试。'),
  import_too_large: error(422, '文件超过 100,000 行，请拆分后导入。'),
  credit_code_taken: error(409, '该统一社会信用代码已登记，请联系该单位的负责人添加账号。'),
  supplier_not_admitted: error(409, '本单位尚未入驻或已被冻结，暂不能进行此操作。'),
  file_incomplete: error(409, '主体档案尚未填写完整，请按提示补全后再提交。'),
  licence_in_use: error(409, '该证照是在售产品所需，请先登记新的证照。'),
  application_incomplete: error(409, '申请尚未填写完整，请按提示补全后再提交。'),
  application_open: error(409, '该产品已有办理中的申请。'),
  renewal_not_open: error(409, '未到续期申请时间，请在到期前的规定时间内申请。'),
  version_conflict: error(409, '内容已被他人修改，请刷新后重新填写。'),
  already_decided: error(409, '该事项已由他人办理，请刷新查看。'),
  conflict_of_interest: error(403, '您录入过该事项或属于该单位，按回避规定不能办理。'),
  decided_at_other_level: error(403, '您已在其他层级办理过该申请，按规定不能再次办理。'),
  appeal_same_person: error(403, '申诉须由原决定人以外的人员复核。'),
  publicity_over: error(409, '公示期已结束，如有问题请提出投诉。'),
  appeal_too_late: error(409, '已超过申诉期限。'),
  appeal_exists: error(409, '该决定已提出过申诉。'),
  household_exists: error(409, '该户已登记，请勿重复登记。'),
  mandate_invalid: error(403, '没有有效的代办授权，或授权已到期、撤销。'),
  batch_exceeded: error(409, '发货数量超过该批次剩余数量，请核对批次。'),
  price_reason_required: error(409, '价格明显偏离参考区间，请核对；确认无误请填写理由。'),
  price_slip_suspected: error(409, '价格疑似多写或少写一位小数，请核对；确认无误请勾选确认并填写理由。'),
  evidence_invalid: error(422, '无法识别该文件，请上传 PDF、JPG、PNG 或 WebP，不超过 20 MB、50 页。'),
  evidence_infected: error(422, '该文件未通过病毒检查，没有保存。'),
  evidence_limit: error(409, '佐证材料数量已达上限，请先删除不用的文件。'),
  spreadsheet_invalid: error(422, '无法读取该表格，请使用模板另存为 .xlsx 后重试。'),
  policy_invalid: error(400, '参数值不符合要求，请按说明填写。'),
  webhook_signature_invalid: error(400, '签名校验失败。'),
  service_unavailable: error(503, '服务暂时不可用，请稍后重试，您的数据没有丢失。'),
  internal_error: error(500, '系统出错，已记录。您的操作没有完成，请稍后重试。'),
} as const;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
export const ERROR_CODES = keys(ERROR_CATALOGUE);
