import { keys } from '../closed-list';
import { national, type PolicyAuthority } from '../policy-authority';

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

export const PRODUCT_STATUSES = { draft: '草稿', listed: '在售', withdrawn: '已下架' } as const;
/** Products that a list can be narrowed to beside their status. */
export const PRODUCT_CHOICES = { sold_out: '在售但已售罄' } as const;
export const PRODUCT_CHOICE_CODES = keys(PRODUCT_CHOICES);
export const PRODUCT_STATUS_CODES = keys(PRODUCT_STATUSES);
export type ProductStatus = keyof typeof PRODUCT_STATUSES;

/** A file is read and compared, waits for somebody to confirm what it would do, and is then written. While nothing has built on that, it can be undone. */
export const IMPORT_RUN_STATUSES = {
  reading: '正在比较',
  previewed: '待确认',
  applying: '导入中',
  applied: '已完成',
  refused: '失败',
  discarded: '已放弃',
  undoing: '正在撤销',
  undone: '已撤销',
  expired: '已过期',
} as const;
export const IMPORT_STATUS_CODES = keys(IMPORT_RUN_STATUSES);
export type ImportStatus = keyof typeof IMPORT_RUN_STATUSES;
/** What keeps something that an import wrote from being undone. */
export const IMPORT_OBSTACLES = {
  ordered: '导入后已有人下单',
  changed: '导入后又有修改',
  held: '库存已被占用',
} as const;
export const IMPORT_OBSTACLE_CODES = keys(IMPORT_OBSTACLES);
/** What an import asks whether it is something that is there. */
export const IMPORT_QUESTION_KINDS = ['supplier', 'product', 'packing'] as const;
/** So many are asked at once. */
export const MOST_IMPORT_QUESTIONS = 200;
export type ImportObstacle = keyof typeof IMPORT_OBSTACLES;

export const PRODUCT_SORTS = {
  relevance: '综合',
  newest: '最新上架',
  price_asc: '价格从低到高',
  price_desc: '价格从高到低',
  unit_price_asc: '每500克价格从低到高',
  sales: '销量',
} as const;
export const PRODUCT_SORT_CODES = keys(PRODUCT_SORTS);
export type ProductSort = keyof typeof PRODUCT_SORTS;

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
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];
/** Columns of the file beside what a product is: the seller's own code or barcode, by which a SKU is known again, and why a price that looks wrong is right. */
export const IMPORT_KEY_COLUMNS = ['商家编码', '价格说明'] as const;
export type ImportFileColumn = ImportColumn | (typeof IMPORT_KEY_COLUMNS)[number];

/** Among demo fields, 演示: everything was made up. */
export const ALL_DEMO = '全部';

/** Whether one of the columns holds a demo value, 演示补充: it was not published, and something was made up in its place. */
export const isDemoField = (demoFields: readonly string[], ...columns: readonly ImportColumn[]): boolean =>
  demoFields.includes(ALL_DEMO) || columns.some((column) => demoFields.includes(column));

/** Demo fields as people read them, `供应商、库存、有效期`: both ends of a term are one word. */
export const demoFieldWords = (demoFields: readonly string[]): string =>
  [...new Set(demoFields.map((field) => (/^有效期[起止]$/.test(field) ? '有效期' : field)))].join('、');

export const CATALOGUE_AUDIT_ACTIONS = {
  'catalogue.product_created': '新建产品',
  'catalogue.product_updated': '修改产品',
  'catalogue.product_listed': '上架产品',
  'catalogue.product_withdrawn': '下架产品',
  'catalogue.photo_added': '上传图片',
  'catalogue.photo_removed': '删除图片',
  'catalogue.bulk_offer_changed': '修改单位采购价',
  'catalogue.freight_changed': '修改运费',
  'catalogue.import_started': '上传产品文件',
  'catalogue.import_confirmed': '确认导入产品',
  'catalogue.import_discarded': '放弃导入产品',
  'catalogue.import_undone': '撤销导入产品',
} as const;

export const CATALOGUE_POLICIES = {
  'catalogue.import_preview_hours': '产品导入待确认时限（小时）',
} as const;
export const CATALOGUE_POLICY_CODES = keys(CATALOGUE_POLICIES);

/** Who sets them, and how far. */
export const CATALOGUE_POLICY_AUTHORITY = {
  'catalogue.import_preview_hours': national,
} as const satisfies Record<keyof typeof CATALOGUE_POLICIES, PolicyAuthority>;
