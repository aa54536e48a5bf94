import { error } from '../error';

export const INVENTORY_ERRORS = {
  insufficient_stock: error(409, '库存不足，请减少数量后重试。'),
  goods_stopped: error(409, '该商品正在召回，暂停发货；封存核对完成后才能继续。'),
  stock_too_large: error(409, '调整后的库存超过每个规格 20 亿件的上限，请减少数量。'),
  stock_below_reserved: error(409, '调整后的库存少于已被订单占用的数量。'),
} as const;
