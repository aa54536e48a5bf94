import type {
  AppealStatus,
  ApplicationStatus,
  CertificateStatus,
  ComplaintStatus,
  ImportStatus,
  InspectionStatus,
  LinkStatus,
  ObjectionStatus,
  OrderStatus,
  ParcelStatus,
  PaymentStatus,
  PriceVerdict,
  ProductStatus,
  RefundStatus,
  SanctionStatus,
  SupplierStatus,
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
  exited: 'rest',
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
export const SUPPLIER_TONES: Record<SupplierStatus, Tone> = {
  draft: 'todo',
  county_review: 'run',
  platform_review: 'run',
  returned: 'todo',
  refused: 'stop',
  admitted: 'go',
  rectifying: 'todo',
  frozen: 'stop',
  removed: 'stop',
  blacklisted: 'stop',
  exited: 'rest',
};
export const APPLICATION_TONES: Record<ApplicationStatus, Tone> = {
  draft: 'todo',
  township_review: 'run',
  industry_review: 'run',
  county_review: 'run',
  publicity: 'run',
  examination: 'run',
  city_review: 'run',
  province_review: 'run',
  national_filing: 'run',
  issued: 'go',
  returned: 'todo',
  refused: 'stop',
  terminated: 'stop',
  withdrawn: 'rest',
};
export const LINK_TONES: Record<LinkStatus, Tone> = { declared: 'run', confirmed: 'go', disputed: 'stop' };
export const INSPECTION_TONES: Record<InspectionStatus, Tone> = {
  ordered: 'run',
  passed: 'go',
  rectifying: 'todo',
  rectified: 'run',
  failed: 'stop',
};
export const SANCTION_TONES: Record<SanctionStatus, Tone> = {
  in_force: 'stop',
  lifted: 'rest',
  ended: 'rest',
  overturned: 'go',
};
export const APPEAL_TONES: Record<AppealStatus, Tone> = { open: 'run', upheld: 'go', rejected: 'rest' };
export const OBJECTION_TONES: Record<ObjectionStatus, Tone> = { open: 'todo', upheld: 'stop', rejected: 'go' };
export const COMPLAINT_TONES: Record<ComplaintStatus, Tone> = {
  received: 'todo',
  investigating: 'run',
  answered: 'rest',
};
export const VERDICT_TONES: Record<PriceVerdict, Tone> = {
  no_reference: 'rest',
  within: 'go',
  high: 'todo',
  low: 'todo',
  decimal_slip: 'stop',
};
