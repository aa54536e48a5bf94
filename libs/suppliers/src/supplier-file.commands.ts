import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { PHONE_ADVICE, plainPhone, type SupplierFile, type SupplierStatus } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { PersonalData, type Tx, UnitOfWork } from '@yigou/platform';
import { dueAfter, tellOffice } from './admission-clock';
import { editableFields, FILE_COLUMNS, type FileInput, PLAIN_FIELDS, REAPPLYING_STATUSES } from './file-fields';
import { moveSupplier, type SupplierMove } from './move-supplier';
import { SupplierFile as SupplierFileEntity } from './supplier-file.entity';
import { SupplierFiles } from './supplier-files.queries';

interface Locked extends Readonly<Record<(typeof PLAIN_FIELDS)[number], unknown>> {
  readonly status: SupplierStatus;
  readonly version: number;
  readonly returnedFrom: SupplierStatus | null;
  readonly regionCode: string;
}

const LOCKED = `SELECT status, version, returned_from AS "returnedFrom", coalesce(region_code, '') AS "regionCode",
  ${PLAIN_FIELDS.map((field) => `${FILE_COLUMNS[field]} AS "${field}"`).join(', ')} FROM supplier_file WHERE supplier_id = $1`;

/** What a supplier does with its file: fill it in, send it, leave. */
@Injectable()
export class SupplierFileCommands {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly files: SupplierFiles,
  ) {}

  /**
   * Saves the file, complete or not. After admission contact, phone, bank and introduction alone may change; who was refused or left applies again by it.
   * Throws `forbidden` for a bank account that is not the manager's hand, `version_conflict`, `validation_failed`, and `illegal_transition` with `details.fields` when something else was changed.
   */
  async save(caller: Caller, given: FileInput): Promise<SupplierFile> {
    const phone = given.phone ? plainPhone(given.phone) : given.phone;
    if (phone === null && given.phone) throw new DomainError('validation_failed', { fields: { phone: PHONE_ADVICE } });
    const input = { ...given, phone };
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const supplierId = by.seat.organisationId;
      if (input.bankAccount !== null && by.seat.role !== 'manager')
        throw new DomainError('forbidden', { fields: ['bankAccount'] }, '收款账号由本单位负责人修改。');
      const file = await this.lock(tx, supplierId, input.version);
      const changed = PLAIN_FIELDS.filter((field) => (input[field] || null) !== (file[field] || null));
      const allowed = editableFields(file.status);
      const refused = [...changed, ...(input.bankAccount === null ? [] : (['bankAccount'] as const))].filter(
        (field) => !allowed.includes(field),
      );
      if (allowed.length === 0 || refused.length > 0)
        throw new DomainError('illegal_transition', { status: file.status, fields: refused });
      if (REAPPLYING_STATUSES.includes(file.status)) await this.move(tx, by, { action: 'reapply', reason: '' });
      await this.write(tx, by, input);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'certification.supplier_file_saved',
        subjectKind: 'supplier',
        subjectId: supplierId,
        summary: '修改主体档案',
        data: { changed: [...changed, ...(input.bankAccount === null ? [] : ['bankAccount'])] },
      });
      return this.files.get(supplierId, tx);
    });
  }

  /**
   * Sends the file to the county, or back to the review that returned it. Throws `version_conflict`, `illegal_transition`, and `file_incomplete` with
   * `details.fields`.
   */
  async submit(caller: Caller, version: number): Promise<SupplierFile> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const supplierId = by.seat.organisationId;
      const file = await this.lock(tx, supplierId, version);
      const seen = await this.files.get(supplierId, tx);
      if (!seen.can.submit) throw new DomainError('illegal_transition', { status: file.status });
      if (Object.keys(seen.missing).length > 0) throw new DomainError('file_incomplete', { fields: seen.missing });
      const review = file.status === 'returned' ? (file.returnedFrom ?? 'county_review') : 'county_review';
      const dueAt = await dueAfter(tx, review, file.regionCode);
      await tx.manager.update(SupplierFileEntity, { supplierId }, { fieldNotes: {} });
      await this.move(tx, by, { action: 'submit', reason: '', dueAt });
      await tellOffice(this.notices, tx, review, { ...file, name: seen.name, supplierId });
      return this.files.get(supplierId, tx);
    });
  }

  /** Leaves the platform, in a seat that the caller holds. What is certified of the supplier ends beside it, which its own context sees to. Throws `illegal_transition`. */
  async exit(tx: Tx, by: SeatedCaller, reason: string): Promise<void> {
    await this.move(tx, by, { action: 'exit', reason });
  }

  private async lock(tx: Tx, supplierId: string, version: number): Promise<Locked> {
    await tx.query('SELECT FROM supplier_file WHERE supplier_id = $1 FOR UPDATE', [supplierId]);
    const file = await tx.one<Locked>(LOCKED, [supplierId]);
    if (!file) throw new DomainError('not_found');
    if (file.version !== version) throw new DomainError('version_conflict', { version: file.version });
    return file;
  }

  private async move(tx: Tx, by: SeatedCaller, move: Omit<SupplierMove, 'supplierId' | 'by'>): Promise<void> {
    const supplierId = by.seat.organisationId;
    const { from, to } = await moveSupplier(tx, { ...move, supplierId, by });
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'certification.supplier_moved',
      subjectKind: 'supplier',
      subjectId: supplierId,
      summary: MOVED[move.action] ?? move.action,
      data: { from, to },
    });
  }

  private async write(tx: Tx, by: SeatedCaller, input: FileInput): Promise<void> {
    const assignments = PLAIN_FIELDS.map((field, at) => `${FILE_COLUMNS[field]} = $${at + 5}`).join(', ');
    const { bankAccount } = input;
    const supplierId = by.seat.organisationId;
    await tx.query(
      `UPDATE supplier_file SET version = version + 1, edited_by = $2, bank_account_sealed = coalesce($3, bank_account_sealed),
         bank_account_last4 = coalesce($4, bank_account_last4), ${assignments} WHERE supplier_id = $1`,
      [
        supplierId,
        by.actor.userId,
        bankAccount === null ? null : this.keys.seal(bankAccount, supplierId),
        bankAccount?.slice(-4) ?? null,
        ...PLAIN_FIELDS.map((field) => (field === 'agent' ? input.agent : (input[field] ?? null) || null)),
      ],
    );
  }
}

const MOVED: Partial<Record<SupplierMove['action'], string>> = {
  submit: '提交入驻申请',
  reapply: '重新申请入驻',
  exit: '主动退出平台',
};
