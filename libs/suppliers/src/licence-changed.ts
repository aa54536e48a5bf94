/**
 * An admitted supplier sells under another licence than before, 证照变动: its certificates are to be reviewed. Payload: `{ supplierId, reason }`.
 */
export const SUPPLIER_LICENCE_CHANGED = 'certification.supplier_licence_changed';
