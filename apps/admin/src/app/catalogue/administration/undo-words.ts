import type { ImportUndo } from '@yigou/contracts';
import { IMPORT_OBSTACLES } from '@yigou/contracts/labels';
import { formatCount } from '../../shared/format';

/** So many goods that stay are named where a question is asked. */
const NAMED = 3;

/** What undoing an import will do, in one paragraph. */
export function undoWords({ withdrawn, restored, texts, kept, stays, suppliers }: ImportUndo): string {
  const named = stays.slice(0, NAMED).map(({ goods, obstacle }) => `“${goods}”${IMPORT_OBSTACLES[obstacle]}`);
  return [
    withdrawn > 0 ? `这次新增的 ${formatCount(withdrawn)} 个规格将下架，库存收回。` : '',
    restored > 0 ? `${formatCount(restored)} 个规格的价格、库存恢复为导入前。` : '',
    texts > 0 ? `${formatCount(texts)} 个产品的资料恢复为导入前。` : '',
    suppliers.length > 0 ? `这次登记的 ${formatCount(suppliers.length)} 家供应商若没有别的内容，将退出入驻。` : '',
    kept > 0 ? `${formatCount(kept)} 项保持现状：${named.join('；')}${kept > named.length ? '等' : ''}。` : '',
    '已有的订单不受影响。',
  ].join('');
}
