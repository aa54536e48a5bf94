import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given, inDays } from '@yigou/testing';
import { Appeal } from '../appeal.entity';
import { Complaint } from '../complaint.entity';
import { Inspection } from '../inspection.entity';
import { Sanction } from '../sanction.entity';

/** Due at once; nobody has taken it unless its status says so. */
export function aComplaint(
  db: Queryable,
  { status = 'received', ...said }: Partial<Complaint> = {},
): Promise<Complaint> {
  const takenAt = status === 'received' ? null : new Date();
  const answeredAt = status === 'answered' ? new Date() : null;
  return given(db, Complaint, { number: `TS-${newId()}`, status, dueAt: new Date(), takenAt, answeredAt, ...said });
}

/** Ordered for ten days from now; nobody has looked unless its status says so. */
export function anInspection(
  db: Queryable,
  { status = 'ordered', ...said }: Partial<Inspection> & Pick<Inspection, 'certificateId' | 'supplierId'>,
): Promise<Inspection> {
  const recordedAt = status === 'ordered' ? null : new Date();
  const number = `CC-${newId()}`;
  return given(db, Inspection, { number, status, cause: 'random', dueOn: inDays(10), recordedAt, ...said });
}

/** In force since now, by a county; against the supplier unless it names a certificate. */
export const aSanction = (db: Queryable, said: Partial<Sanction> & Pick<Sanction, 'supplierId'>): Promise<Sanction> => {
  const kind = said.certificateId ? 'suspension' : 'freeze';
  const appealBy = new Date(Date.now() + 86_400_000);
  return given(db, Sanction, { kind, status: 'in_force', decidedByName: '王主任', seat: '扶贫办', appealBy, ...said });
};

/** The first one, which a county may decide. */
export const anAppeal = (
  db: Queryable,
  said: Partial<Appeal> & Pick<Appeal, 'sanctionId' | 'supplierId' | 'filedBy'>,
): Promise<Appeal> => given(db, Appeal, { status: 'open', level: 'county', dueAt: new Date(), ...said });
