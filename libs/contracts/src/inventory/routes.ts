import { byId } from '../common';
import { route, type RoutesOf } from '../route';
import type { inventoryPaths } from './paths';
import { StockAdjustmentBody, StockLevel } from './schemas';

export const inventoryRoutes = {
  adjustStock: route({
    tag: 'supplier',
    summary: 'Move stock in or out with a reason',
    params: byId,
    body: StockAdjustmentBody,
    response: StockLevel,
    errors: ['stock_below_reserved', 'stock_too_large'],
  }),
} as const satisfies RoutesOf<typeof inventoryPaths>;
