import { AuditLog } from '@yigou/audit';
import {
  ApplicationCommands,
  ApplicationFlow,
  DecideReview,
  SubmitApplication,
  trackingNumber,
} from '@yigou/certification';
import type { ApplicationForm, EvidenceKind, ReviewDecision, RouteInput } from '@yigou/contracts';
import { Evidence, EvidenceFiles, VirusScan } from '@yigou/evidence';
import { type SeatedCaller, signatureOf } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { endOfWorkingDays, fingerprintOf, PersonalData, PolicyParameters } from '@yigou/platform';
import { PriceBands } from '@yigou/prices';
import { addComplaint, orderInspections } from '@yigou/supervision';
import { BatchQueries, RegisterBatch } from '@yigou/traceability';
import type { CommandContext } from './command-context';
import { demoPaper } from './demo-paper';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS, DEMO_TOWNSHIP, type DemoSupplier } from './seed-accounts';
import { type DemoHousehold, saveHouseholds } from './seed-households';
import { fillFiles, furnishSupplier } from './seed-supplier';

type Papers = Readonly<Record<(typeof PAPERS)[number]['kind'], string>>;
type Who = 'supplier' | 'township' | 'county';

/** What an application needs by the policy that a new market begins with. */
const PAPERS = [
  { kind: 'business_licence', title: '营业执照（演示）' },
  { kind: 'quality_report', title: '质量检验报告（演示）' },
  { kind: 'benefit_proof', title: '带贫证明（演示）' },
  { kind: 'commitment', title: '承诺书（演示）' },
] as const satisfies readonly { kind: EvidenceKind; title: string }[];

/** Applications of the demo: how far each has come, by whose decisions. */
const STORIES: readonly {
  readonly name: string;
  readonly submitted: boolean;
  readonly decisions: readonly [Who, ReviewDecision, string][];
}[] = [
  { name: '藜麦', submitted: false, decisions: [] },
  { name: '黄芪', submitted: true, decisions: [] },
  { name: '沙棘果', submitted: true, decisions: [['township', 'approve', '实地查看，情况属实。']] },
  {
    name: '莜麦面',
    submitted: true,
    decisions: [
      ['township', 'approve', '实地查看，情况属实。'],
      ['county', 'approve', '材料齐全，符合认定条件，予以公示。'],
    ],
  },
  { name: '荞麦', submitted: true, decisions: [['township', 'return', '检验报告不清晰，请重新上传。']] },
];

/** What certification has to show: files, households, applications on their way, batches, a complaint and an inspection. */
export class CertificationStory {
  private readonly audit = new AuditLog();
  private readonly evidence = new Evidence();
  private readonly commands: ApplicationCommands;
  private readonly submitting: SubmitApplication;
  private readonly deciding: DecideReview;

  constructor(
    private readonly context: CommandContext,
    private readonly supplier: DemoSupplier,
  ) {
    const { db, uow } = context;
    const flow = new ApplicationFlow(new Notices(), this.audit);
    this.commands = new ApplicationCommands(uow, flow, this.evidence, this.audit);
    this.submitting = new SubmitApplication(db, uow, new PriceBands(new PolicyParameters(db)), flow);
    this.deciding = new DecideReview(db, uow, flow, this.evidence, this.audit, new Notices());
  }

  /** Tells it of the demo's suppliers, once; returns the households that it registered. */
  async tell(supplierIds: readonly string[]): Promise<DemoHousehold[]> {
    await fillFiles(this.context, supplierIds);
    const households = await saveHouseholds(this.context, this.supplier, [DEMO_TOWNSHIP, '演示二镇']);
    const people = {
      supplier: await demoPerson(this.context.db, DEMO_LOGINS.supplier),
      township: await demoPerson(this.context.db, DEMO_LOGINS.township),
      county: await demoPerson(this.context.db, DEMO_LOGINS.county),
    };
    const papers = await this.uploadPapers(people.supplier);
    const licence = { evidenceId: papers.business_licence, userId: people.supplier.actor.userId };
    const mechanismIds = await furnishSupplier(this.context, this.supplier, households, licence);
    await this.registerBatches(people.supplier, households.slice(0, 16), papers.quality_report);
    await this.complainAndInspect(people.county);
    for (const story of STORIES) await this.apply(people, story, papers, mechanismIds);
    return households;
  }

  private async uploadPapers(by: SeatedCaller): Promise<Papers> {
    const { config, uow, db, store } = this.context;
    const files = new EvidenceFiles(uow, db, this.audit, new VirusScan(config), store);
    const entries: [string, string][] = [];
    for (const { kind, title } of PAPERS) {
      const body = await demoPaper(title, [
        `单位：${this.supplier.name}`,
        `地区：${this.supplier.county}${DEMO_TOWNSHIP}`,
      ]);
      entries.push([kind, (await files.upload(by, { fileName: `${title}.pdf`, body })).id]);
    }
    return Object.fromEntries(entries) as Papers;
  }

  private async apply(
    people: Readonly<Record<Who, SeatedCaller>>,
    { name, submitted, decisions }: (typeof STORIES)[number],
    papers: Papers,
    mechanismIds: readonly string[],
  ): Promise<void> {
    const { supplier } = people;
    const wanted: RouteInput<'createApplication'>['body'] = { kind: 'initial', certificateId: null, causes: [] };
    const id = await this.commands.create(supplier, wanted, this.claim(supplier, name));
    await this.commands.save(supplier, id, { version: await this.version(id), form: this.form(name, mechanismIds) });
    if (!submitted) return;
    for (const { kind } of PAPERS) await this.commands.attach(supplier, id, { evidenceId: papers[kind], kind });
    await this.submitting.execute(supplier, id, await this.version(id), this.claim(supplier, id));
    for (const [who, decision, reason] of decisions) {
      const fieldNotes: Record<string, string> = decision === 'return' ? { qualityStandard: reason } : {};
      const body = { decision, reason, version: await this.version(id), fieldNotes, evidenceIds: [] };
      await this.deciding.decide(people[who], id, body, this.claim(people[who], { id, who }));
    }
  }

  private form(name: string, mechanismIds: readonly string[]): ApplicationForm {
    return {
      productName: `${this.supplier.county}${name}（演示）`,
      categorySlug: 'coarse-grains',
      variety: `演示${name}`,
      grade: '一级',
      specifications: [{ name: '一级 1kg/袋', netWeightGrams: 1_000, priceFen: 2_980 }],
      annualOutputKg: 20_000,
      productionBase: `${DEMO_TOWNSHIP}演示东村`,
      qualityStandard: 'GB 2763—2019',
      description: '演示申请，由系统生成。',
      mechanismIds: [...mechanismIds],
      priceReason: '',
      priceConfirmed: false,
      commitment: true,
    };
  }

  private async registerBatches(
    by: SeatedCaller,
    households: readonly DemoHousehold[],
    reportEvidenceId: string,
  ): Promise<void> {
    const { db, uow } = this.context;
    const register = new RegisterBatch(uow, this.evidence, this.audit, new BatchQueries(db));
    const certificates = await db.query<{ id: string }>(
      `SELECT id FROM certificate WHERE supplier_id = $1 AND status = 'valid' ORDER BY number LIMIT 3`,
      [this.supplier.id],
    );
    for (const [at, { id }] of certificates.entries()) {
      const own = households
        .slice(at * 4, at * 4 + 8)
        .map((household) => ({ householdId: household.id, grams: 200_000 }));
      const batch = {
        certificateId: id,
        harvestedOn: `2025-0${at + 7}-15`,
        quantityGrams: 2_000_000,
        households: own,
        reportEvidenceId,
        inspection: '农药残留检测合格（演示）',
        note: '',
      };
      await register.execute(by, batch, this.claim(by, id));
    }
  }

  /** A complaint that waits, and an inspection that was ordered. */
  private async complainAndInspect(by: SeatedCaller): Promise<void> {
    const { config, db, uow } = this.context;
    const [certificate] = await db.query<{ id: string }>(
      'SELECT id FROM certificate WHERE supplier_id = $1 ORDER BY number LIMIT 1',
      [this.supplier.id],
    );
    const id = newId();
    const keys = new PersonalData(config);
    const of = { certificateId: certificate?.id ?? '', supplierId: this.supplier.id, regionCode: this.supplier.code };
    const dueOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await uow.run(async (tx) => {
      await addComplaint(tx, {
        ...of,
        id,
        number: trackingNumber('TS'),
        kind: 'quality',
        productId: null,
        nameSealed: keys.seal('赵某', id),
        contactSealed: keys.seal('13900000000', id),
        content: '收到的商品有部分受潮，请核查（演示）。',
        evidence: [],
        dueAt: endOfWorkingDays(new Date(), 15),
      });
      await orderInspections(tx, { drawId: null, cause: 'random', dueOn, by: signatureOf(by) }, [
        { ...of, number: trackingNumber('CC') },
      ]);
    });
  }

  private async version(id: string): Promise<number> {
    const row = await this.context.db.one<{ version: number }>('SELECT version FROM application WHERE id = $1', [id]);
    return row?.version ?? 1;
  }

  private claim(by: SeatedCaller, body: unknown) {
    return { actor: by.actor.userId, key: newId(), fingerprint: fingerprintOf(body) };
  }
}
