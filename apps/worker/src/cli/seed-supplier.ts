import { newId } from '@yigou/kernel';
import { PersonalData, type Tx } from '@yigou/platform';
import { mod11_10 } from 'cdigit';
import type { CommandContext } from './command-context';
import { DEMO_TOWNSHIP, type DemoSupplier } from './seed-accounts';
import type { DemoHousehold } from './seed-households';

/** Mechanisms of the demo cooperative: what they do for a household, and which part of the households they carry. */
const MECHANISMS = [
  {
    kind: 'contract_farming',
    incomeKind: 'operating',
    from: 0,
    to: 16,
    description: '与农户签订收购合同，按保护价收购，技术员全程指导（演示）',
  },
  {
    kind: 'employment',
    incomeKind: 'wage',
    from: 12,
    to: 24,
    description: '分拣包装车间优先吸纳本村务工，按月发放工资（演示）',
  },
] as const;
const YEARLY_FEN = 480_000;

/** Gives these suppliers a file that reads like one. */
export async function fillFiles({ db }: CommandContext, supplierIds: readonly string[]): Promise<void> {
  await db.query(
    `UPDATE supplier_file f SET township = $1, village = '演示东村',
       address = $1 || '演示东村1号', legal_person = '张某', contact = '李某',
       production_base = $1 || '演示东村种养基地', base_mu = 120,
       introduction = '演示单位：由系统生成，不对应任何真实单位。'
     WHERE f.supplier_id = ANY($2)`,
    [DEMO_TOWNSHIP, supplierIds],
  );
}

/** The demo cooperative's licence, bank account, mechanisms and the households that they carry. Certificates name the mechanisms; returns their ids. */
export async function furnishSupplier(
  { config, uow }: CommandContext,
  supplier: DemoSupplier,
  households: readonly DemoHousehold[],
  licence: { readonly evidenceId: string; readonly userId: string },
): Promise<string[]> {
  const keys = new PersonalData(config);
  return uow.run(async (tx) => {
    const account = '6228480000000000018';
    await tx.query(
      `UPDATE supplier_file SET phone = '0352-8888888', bank_name = '农村信用社（演示）', bank_account_sealed = $2, bank_account_last4 = right($3, 4)
       WHERE supplier_id = $1`,
      [supplier.id, keys.seal(account, supplier.id), account],
    );
    await tx.query(
      `INSERT INTO supplier_licence (id, supplier_id, kind, number, holder, valid_from, evidence_id, created_by)
       VALUES ($1, $2, 'business_licence', $3, $4, '2018-05-01', $5, $6) ON CONFLICT DO NOTHING`,
      [
        newId(),
        supplier.id,
        mod11_10.generate(`${supplier.code}19000001`),
        supplier.name,
        licence.evidenceId,
        licence.userId,
      ],
    );
    const ids: string[] = [];
    for (const mechanism of MECHANISMS) ids.push(await carry(tx, supplier.id, mechanism, households));
    await tx.query(`UPDATE certificate SET mechanism_ids = $2 WHERE supplier_id = $1 AND mechanism_ids = '{}'`, [
      supplier.id,
      ids,
    ]);
    return ids;
  });
}

async function carry(
  tx: Tx,
  supplierId: string,
  { kind, incomeKind, description, from, to }: (typeof MECHANISMS)[number],
  households: readonly DemoHousehold[],
): Promise<string> {
  const id = newId();
  await tx.query(
    `INSERT INTO benefit_mechanism (id, supplier_id, kind, income_kind, description, yearly_fen, starts_on)
     VALUES ($1, $2, $3, $4, $5, $6, '2019-03-01')`,
    [id, supplierId, kind, incomeKind, description, YEARLY_FEN],
  );
  const carried = households.slice(from, to);
  // Two of three have said yes.
  await tx.query(
    `INSERT INTO benefit_link (id, mechanism_id, household_id, status, answered_at)
     SELECT link, $1, household, CASE WHEN n % 3 = 0 THEN 'declared' ELSE 'confirmed' END, CASE WHEN n % 3 = 0 THEN NULL ELSE clock_timestamp() END
     FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS t (link, household, n)`,
    [id, carried.map(() => newId()), carried.map((household) => household.id)],
  );
  return id;
}
