import * as z from 'zod';
import { byId, CalendarDate, Cursor, FieldNotes, Id, Instant, page, PageSize, printed, text } from '../common';
import { EvidenceView } from '../evidence/schemas';
import { UNIT_CHANGE_KIND_CODES, UNIT_CHANGE_STATUS_CODES } from './labels';
import { UnitRef } from './schemas';

const Named = z.object({ id: Id, name: z.string() });

/** What became of a unit, as it says itself, with the document that proves it. A field that is not of the kind is left out. */
export const ReportUnitChangeBody = z
  .strictObject({
    kind: z.enum(UNIT_CHANGE_KIND_CODES),
    newName: printed(100, 2).optional(),
    /** The unit that it is merged into. */
    successorId: Id.optional(),
    /** From when on it holds by the document; nothing is changed before. */
    effectiveOn: CalendarDate,
    /** The document itself, an uploaded file. */
    proofId: Id,
    remark: text(300, 0),
  })
  .superRefine(({ kind, newName, successorId }, at) => {
    const needs = (field: string, there: boolean, wanted: boolean, missing: string): void => {
      if (there === wanted) return;
      at.addIssue({ code: 'custom', path: [field], message: wanted ? missing : '该项不用填写' });
    };
    needs('newName', newName !== undefined, kind === 'renamed', '请填写新的名称');
    needs('successorId', successorId !== undefined, kind === 'merged', '请选择并入的单位');
  });
export const UnitChangeParams = byId;
export const UnitChangeQuery = z.object({
  status: z.enum(UNIT_CHANGE_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const UnitChangeRow = z.object({
  id: Id,
  unit: UnitRef,
  kind: z.enum(UNIT_CHANGE_KIND_CODES),
  newName: z.string().nullable(),
  successor: Named.nullable(),
  effectiveOn: CalendarDate,
  /** Whether that day has come: before it, it is not accepted. */
  due: z.boolean(),
  proof: EvidenceView.nullable(),
  remark: z.string(),
  status: z.enum(UNIT_CHANGE_STATUS_CODES),
  reportedAt: Instant,
  reportedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  /** Why it came back, and what is wrong by the name of the form's field. */
  reason: z.string(),
  fieldNotes: z.record(z.string(), z.string()),
});
export const UnitChangePage = page(UnitChangeRow);
export const DecideUnitChangeBody = z
  .strictObject({ decision: z.enum(['accept', 'return']), reason: text(300, 0), fieldNotes: FieldNotes.default({}) })
  .refine(({ decision, reason }) => decision === 'accept' || reason !== '', {
    path: ['reason'],
    error: '请写明退回的原因',
  });
