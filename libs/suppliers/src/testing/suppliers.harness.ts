import { householdsHarness } from '@yigou/households/testing';
import { type Actor, seatIn, type SeatedCaller } from '@yigou/identity';
import { aCreditCode } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import type { IdempotencyClaim } from '@yigou/platform';
import { aClaim } from '@yigou/testing';
import { Admissions } from '../admissions.queries';
import { BenefitAnswers } from '../benefit-answers';
import { BenefitLinks } from '../benefit-links';
import { DecideAdmission } from '../decide-admission';
import type { FileInput } from '../file-fields';
import { Licences } from '../licences';
import { Mechanisms } from '../mechanisms';
import { RegisterSupplier } from '../register-supplier';
import { SupplierFileCommands } from '../supplier-file.commands';
import { SupplierFiles } from '../supplier-files.queries';

/** Xiji in Ningxia, one of the 832 counties. */
export const COUNTY = '640422';
/** A person of a supplier. */
export interface Member extends SeatedCaller {
  readonly supplierId: string;
}
export const once = (by: { readonly actor: { readonly userId: string } }): IdempotencyClaim => ({
  actor: by.actor.userId,
  key: newId(),
  fingerprint: newId(),
});

/** The services of suppliers' admission, on a database of their own. */
export async function suppliersHarness() {
  const h = await householdsHarness();
  const { db, uow, keys, audit, notices, evidence, limits, regions, organisations } = h;
  const files = new SupplierFiles(db, evidence);
  const mechanisms = new Mechanisms(db, uow, audit);
  const admissions = new Admissions(db, files, mechanisms);
  const registration = new RegisterSupplier(uow, audit, organisations, regions, limits);
  const commands = new SupplierFileCommands(uow, keys, audit, notices, files);
  const licences = new Licences(uow, audit, evidence, files);
  const decisions = new DecideAdmission(uow, audit, evidence, notices, admissions);

  /** A person of a supplier. */
  const member = async (supplierId: string): Promise<Member> => {
    const { actor, userId } = await h.user('理事长');
    await uow.run((tx) => organisations.addMember(tx, { userId, organisationId: supplierId, role: 'manager' }));
    return byOf(actor, supplierId);
  };
  const byOf = (actor: Actor, supplierId: string): Member => {
    const seat = { duties: [], regionPrefix: '', reviewLevel: null, township: null };
    const names = { organisationId: supplierId, organisationName: '某合作社' };
    const membership = { ...names, ...seat, kind: 'supplier', role: 'manager' } as const;
    const memberships = [membership];
    return { actor: { ...actor, memberships }, seat: seatIn(membership), address: '203.0.113.8', supplierId };
  };
  const register = async (creditCode = aCreditCode()): Promise<Member> => {
    const { actor } = await h.user('理事长');
    const body = {
      kind: 'cooperative',
      name: `合作社 ${newId()}`,
      creditCode,
      countyCode: COUNTY,
      township: '兴隆镇',
    } as const;
    const { supplierId } = await registration.register({ actor, seat: null, address: null }, body, aClaim());
    return byOf(actor, supplierId);
  };
  const filled = (version: number, more: Partial<FileInput> = {}): FileInput => ({
    version,
    township: '兴隆镇',
    village: '王河村',
    address: '王河村 1 号',
    legalPerson: '张三',
    contact: '李四',
    phone: '13900001234',
    bankName: '农村信用社',
    bankAccount: '6228480000001234',
    productionBase: '王河村梯田',
    baseMu: 320,
    introduction: '社员六十户。',
    agent: false,
    ...more,
  });
  const licence = async (by: Member, more: object = {}) => ({
    kind: 'business_licence',
    number: aCreditCode(),
    holder: '某合作社',
    validFrom: '2019-01-01',
    validTo: null,
    evidenceId: await h.paper(by.actor.userId),
    ...more,
  });
  /** A file that has been sent to the county; gives its version. */
  const submitted = async (): Promise<{ by: Member; version: number }> => {
    const by = await register();
    await licences.add(by, (await licence(by)) as never, once(by));
    const saved = await commands.save(by, filled(1));
    const sent = await commands.submit(by, saved.version);
    return { by, version: sent.version };
  };
  const decide = (
    office: SeatedCaller,
    supplierId: string,
    version: number,
    decision: 'approve' | 'return' | 'refuse' = 'approve',
    fieldNotes: Record<string, string> = {},
  ) =>
    decisions.decide(
      office,
      supplierId,
      { decision, version, reason: '意见', fieldNotes, evidenceIds: [] },
      once(office),
    );

  return {
    ...h,
    files,
    mechanisms,
    admissions,
    registration,
    commands,
    licences,
    decisions,
    member,
    byOf,
    register,
    filled,
    licence,
    submitted,
    decide,
    links: new BenefitLinks(db, uow, keys, audit, limits),
    answers: new BenefitAnswers(uow, audit, notices, h.mandates, h.households),
    steps: async (supplierId: string): Promise<string[]> => {
      const rows = await db.query<{ action: string }>(
        'SELECT action FROM supplier_step WHERE supplier_id = $1 ORDER BY at, id',
        [supplierId],
      );
      return rows.map(({ action }) => action);
    },
  };
}
export type SuppliersHarness = Awaited<ReturnType<typeof suppliersHarness>>;
