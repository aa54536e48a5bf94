import { error } from '../error';

export const CATALOGUE_ERRORS = {
  product_unavailable: error(409, '有商品已下架或证书失效，请从购物车移除后重试。'),
  not_deliverable: error(409, '供应商暂不支持配送到该地区，请更换地址。'),
  below_bulk_minimum: error(409, '有商品没有达到单位采购的起订量，请增加数量。'),
  bulk_capacity_reached: error(409, '供应商本周能供单位采购的数量不够了，请减少数量，或下周再订。'),
  product_incomplete: error(409, '产品资料不完整，请补全规格、价格和图片后再上架。'),
  sku_in_use: error(409, '该规格已有订单或购物车引用，请停售而不是删除。'),
  too_many_photos: error(409, '每个产品最多 9 张图片。'),
  image_invalid: error(422, '无法识别该图片，请上传 JPG、PNG、WebP、AVIF 或手机的 HEIC 格式、不超过 10 MB 的图片。'),
  import_file_invalid: error(422, '无法读取该文件，请使用模板另存为 .csv 或 .xlsx 后重试。'),
  import_preview_changed: error(409, '这次导入的预览已经更新或已经处理，请刷新后核对。'),
  import_questions_open: error(409, '还有名称相近的供应商、产品或规格没有回答，请先逐个选择是不是已有的。'),
  import_not_undoable: error(409, '这次导入没有可以撤销的内容：都已有人下单或又有修改，请逐个处理。'),
  import_too_large: error(422, '文件超过 100,000 行，请拆分后导入。'),
} as const;
