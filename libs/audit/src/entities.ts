import { AuditEntry } from './audit-entry.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const AUDIT_ENTITIES = [AuditEntry];
