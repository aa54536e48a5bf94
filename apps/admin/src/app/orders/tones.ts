import type { OrderStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const ORDER_TONES: Record<OrderStatus, Tone> = {
  to_sign: 'todo',
  pending_payment: 'rest',
  to_ship: 'todo',
  part_shipped: 'todo',
  shipped: 'run',
  payable: 'todo',
  completed: 'go',
  cancelled: 'rest',
  expired: 'rest',
};
