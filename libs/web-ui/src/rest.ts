import type { OrderView } from '@yigou/contracts';
import { restRefundFen } from '@yigou/contracts/labels';

type Line = Pick<
  OrderView['lines'][number],
  'id' | 'quantity' | 'shippedQuantity' | 'endedQuantity' | 'refusedQuantity' | 'priceFen' | 'discountFen'
>;
/** Pieces to end, by line; a line that is not named ends whole. */
export type Pieces = Readonly<Record<string, number>>;

/** Pieces of a line that are neither shipped nor ended. */
export const owed = (line: Line): number => line.quantity - line.shippedQuantity - line.endedQuantity;

/** What is to be ended of a line: never more than is still owed, even where something was shipped meanwhile. */
export const ending = (line: Line, pieces: Pieces): number => Math.min(pieces[line.id] ?? owed(line), owed(line));

/** What goes back in fen, by the rule that the API refunds by. */
export const refundFen = (lines: readonly Line[], pieces: Pieces): number =>
  lines.reduce((sum, line) => sum + restRefundFen(line, ending(line, pieces)), 0);
