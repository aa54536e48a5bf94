/**
 * Certificates or suppliers may sell no more, or again. Payload: `{ certificateIds?: string[], supplierIds?: string[] }`.
 * The shelves follow within a second; an order does not wait for them, it asks whether the goods may be sold itself.
 */
export const STANDING_CHANGED = 'certification.standing_changed';
