import type {
  CertificateStatus,
  ImportStatus,
  OrderStatus,
  ParcelStatus,
  PaymentStatus,
  ProductStatus,
  RefundStatus,
} from '@yigou/contracts/labels';

/** Colour of a state: `go` done or on sale, `todo` somebody must act, `run` under way, `stop` failed, `rest` closed. */
export type Tone = 'go' | 'todo' | 'run' | 'stop' | 'rest';

export const ORDER_TONES: Record<OrderStatus, Tone> = {
  pending_payment: 'rest',
  to_ship: 'todo',
  part_shipped: 'todo',
  shipped: 'run',
  completed: 'go',
  cancelled: 'rest',
  expired: 'rest',
};
export const PRODUCT_TONES: Record<ProductStatus, Tone> = { draft: 'todo', listed: 'go', withdrawn: 'rest' };
export const CERTIFICATE_TONES: Record<CertificateStatus, Tone> = {
  valid: 'go',
  suspended: 'todo',
  expired: 'rest',
  withdrawn: 'stop',
};
export const PAYMENT_TONES: Record<PaymentStatus, Tone> = {
  pending: 'todo',
  paid: 'go',
  failed: 'stop',
  cancelled: 'rest',
  quarantined: 'stop',
};
export const REFUND_TONES: Record<RefundStatus, Tone> = {
  pending: 'todo',
  submitted: 'run',
  succeeded: 'go',
  failed: 'stop',
};
export const PARCEL_TONES: Record<ParcelStatus, Tone> = {
  registered: 'rest',
  collected: 'run',
  in_transit: 'run',
  out_for_delivery: 'run',
  delivered: 'go',
  exception: 'stop',
};
export const IMPORT_TONES: Record<ImportStatus, Tone> = { queued: 'rest', running: 'run', done: 'go', failed: 'stop' };
