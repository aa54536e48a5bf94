import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  POLICIES,
  POLICY_AUTHORITY,
  POLICY_CODES,
  POLICY_VALUES,
  type RouteInput,
  type RouteResponse,
  setsPolicy,
} from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type Seat, type SeatedCaller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  Database,
  type IdempotencyClaim,
  type Queryable,
  regionPrefix as prefixOf,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { isLooser, requireWithinBounds } from './bounds';
import { checkPlace, invalid, type PolicyChange, putValue, startOf } from './put-value';

type PolicyList = RouteResponse<'listPolicies'>;
type Decision = RouteInput<'decidePolicyProposal'>['body'];

/** Policy parameters with their history: lists them, sets them, and has looser values confirmed by a second person. */
@Injectable()
export class PolicySettings {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Every row that holds, held or will hold somewhere in the caller's region (the whole country's and those of the regions around it included), the latest first
   * within each parameter, region and category; and the looser values that wait in the region. Of parameters that the caller's kind of organisation sets, no
   * others. Throws `forbidden` for a kind that sets none. One statement.
   */
  async list(caller: Caller, name?: PolicyChange['name'], db: Queryable = this.db): Promise<PolicyList> {
    const seat = settingSeat(caller);
    const names = POLICY_CODES.filter((one) => POLICY_AUTHORITY[one].setBy === seat.kind);
    const [row] = await db.query<PolicyList>(
      `SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'value', p.value, 'source', p.source,
           'category', nullif(p.category, ''), 'region', ${REGION},
           'effectiveFrom', CASE WHEN isfinite(p.effective_from) THEN p.effective_from END,
           'effectiveTo', CASE WHEN isfinite(p.effective_to) THEN p.effective_to END,
           'setBy', u.name, 'setAt', p.created_at, 'inForce', p.effective_from <= now() AND now() < p.effective_to)
           ORDER BY p.name, p.region_prefix, p.category, p.effective_from DESC), '[]')
         FROM policy_parameter p LEFT JOIN app_user u ON u.id = p.created_by LEFT JOIN region r ON r.code = rpad(p.region_prefix, 6, '0')
         WHERE ($1 LIKE p.region_prefix || '%' OR p.region_prefix LIKE $1 || '%') AND p.name = ANY($2)) AS items,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'value', p.value, 'source', p.source,
           'category', nullif(p.category, ''), 'region', ${REGION}, 'effectiveFrom', p.effective_from,
           'proposedBy', u.name, 'proposedAt', p.proposed_at, 'own', p.proposed_by = $3) ORDER BY p.proposed_at, p.id), '[]')
         FROM policy_proposal p JOIN app_user u ON u.id = p.proposed_by LEFT JOIN region r ON r.code = rpad(p.region_prefix, 6, '0')
         WHERE p.decision IS NULL AND p.region_prefix LIKE $1 || '%' AND p.name = ANY($2)) AS proposals`,
      [seat.regionPrefix, name ? names.filter((one) => one === name) : names, caller.actor.userId],
    );
    return row ?? { items: [], proposals: [] };
  }

  /**
   * Sets a parameter for a region and category from a moment on (null: at once) until the next value that is already planned. What held at that moment ends there;
   * what has held is never rewritten. A value planned for the very same moment is replaced. A looser value of a parameter that two persons loosen becomes a
   * proposal instead. Throws `forbidden` for whoever is no manager of an office or finance department that sets this parameter, or sets something outside its region,
   * `policy_beyond_bounds` for what is looser than holds above the office's region, and `policy_invalid` with a message per field.
   */
  async set(caller: Caller, change: PolicyChange, claim: IdempotencyClaim): Promise<'set' | 'proposed'> {
    const checked = { ...change, value: checkedValue(change) };
    const regionPrefix = prefixOf(change.regionCode ?? '');
    return this.uow.runOnce(claim, async (tx) => {
      await lockValue(tx, checked, regionPrefix);
      const by = await requireAuthority(tx, caller, change.name, regionPrefix, ['manager']);
      await checkPlace(tx, checked);
      const from = await startOf(tx, change.effectiveFrom);
      await requireWithinBounds(tx, by.seat, { ...checked, regionPrefix, from });
      if (POLICY_AUTHORITY[change.name].loosenedByTwo && (await isLooser(tx, { ...checked, regionPrefix, from }))) {
        await this.propose(tx, by, checked, regionPrefix);
        return 'proposed';
      }
      await this.put(tx, by, checked, { regionPrefix, from });
      return 'set';
    });
  }

  /**
   * Lets a proposed value hold, or drops it. Throws `not_found` outside the caller's region and for what another kind of organisation sets, `already_decided`, `policy_same_person` when the proposer confirms,
   * `forbidden` for an office that does not set the parameter, and `policy_beyond_bounds`.
   */
  async decide(caller: Caller, id: string, { decision, reason }: Decision): Promise<void> {
    await this.uow.run(async (tx) => {
      const proposal = await lockProposal(tx, id);
      const { kind, regionPrefix: reach } = settingSeat(caller);
      if (!proposal?.regionPrefix.startsWith(reach) || POLICY_AUTHORITY[proposal.name].setBy !== kind)
        throw new DomainError('not_found');
      if (proposal.decision !== null) throw new DomainError('already_decided');
      const { regionPrefix, name } = proposal;
      await lockValue(tx, proposal, regionPrefix);
      const by = await requireAuthority(tx, caller, name, regionPrefix, ['manager', 'clerk']);
      if (decision === 'confirm' && proposal.proposedBy === caller.actor.userId)
        throw new DomainError('policy_same_person');
      await tx.query(
        `UPDATE policy_proposal SET decision = $2, decided_by = $3, decided_at = clock_timestamp(), reason = $4 WHERE id = $1`,
        [id, decision, caller.actor.userId, reason],
      );
      if (decision === 'reject') {
        await this.note(tx, by, 'policy.loosening_rejected', id, `驳回放宽“${POLICIES[name]}”的提议`, { reason });
        return;
      }
      // What was planned for a moment that has passed meanwhile holds from now.
      const from = await startOf(tx, proposal.over ? null : proposal.effectiveFrom);
      await requireWithinBounds(tx, by.seat, { ...proposal, from });
      await this.put(tx, by, proposal, { regionPrefix, from, proposalId: id, proposedBy: proposal.proposedBy });
    });
  }

  private async put(
    tx: Tx,
    by: SeatedCaller,
    change: PolicyChange,
    where: { regionPrefix: string; from: string; proposalId?: string; proposedBy?: string },
  ): Promise<void> {
    const { id, before } = await putValue(tx, by.actor.userId, change, where);
    const { regionPrefix } = where;
    const summary = `设置${POLICIES[change.name]}（${regionPrefix === '' ? '全国' : regionPrefix}）`;
    const { name, category, value, effectiveFrom, source } = change;
    await this.note(tx, by, 'platform.policy_set', id, summary, {
      name,
      regionPrefix,
      category: category ?? '',
      before,
      value,
      effectiveFrom,
      source,
      ...(where.proposalId ? { proposalId: where.proposalId, proposedBy: where.proposedBy } : {}),
    });
  }

  private async propose(tx: Tx, by: SeatedCaller, change: PolicyChange, regionPrefix: string): Promise<void> {
    const id = newId();
    const { name, category, effectiveFrom, value, source } = change;
    await tx.query(
      `INSERT INTO policy_proposal (id, name, region_prefix, category, effective_from, value, source, proposed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, name, regionPrefix, category ?? '', effectiveFrom, JSON.stringify(value), source, by.actor.userId],
    );
    const summary = `提议放宽“${POLICIES[name]}”，待另一人确认`;
    await this.note(tx, by, 'policy.loosening_proposed', id, summary, { name, regionPrefix, category, value });
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    action: 'platform.policy_set' | 'policy.loosening_proposed' | 'policy.loosening_rejected',
    subjectId: string,
    summary: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'policy', subjectId, summary, data });
  }
}

const REGION = `CASE WHEN p.region_prefix <> '' THEN jsonb_build_object('code', rpad(p.region_prefix, 6, '0'),
  'name', coalesce(r.name, p.region_prefix), 'path', coalesce(r.path, p.region_prefix)) END`;

/** Everybody who sets the same thing waits here, also where there is no row yet that could be locked. */
async function lockValue(
  tx: Tx,
  { name, category }: Pick<PolicyChange, 'name' | 'category'>,
  prefix: string,
): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `policy|${name}|${prefix}|${category ?? ''}`,
  ]);
}

/** The caller's seat, of a kind of organisation that sets parameters at all. Throws `forbidden`. */
function settingSeat({ seat }: Caller): Seat {
  if (seat?.kind !== 'administration' && seat?.kind !== 'finance') throw new DomainError('forbidden');
  return seat;
}

/** The seat as it is now, of an organisation that sets this parameter in this region: never a township's or a trade's. Throws `forbidden`. */
async function requireAuthority(
  tx: Tx,
  caller: Caller,
  name: PolicyChange['name'],
  regionPrefix: string,
  roles: readonly ('manager' | 'clerk')[],
): Promise<SeatedCaller> {
  const authority = POLICY_AUTHORITY[name];
  const by = await holdSeat(tx, caller, { kind: authority.setBy, roles });
  if (!regionPrefix.startsWith(by.seat.regionPrefix) || !setsPolicy(authority, by.seat))
    throw new DomainError('forbidden');
  return by;
}

function checkedValue({ name, value }: PolicyChange): unknown {
  const result = POLICY_VALUES[name].safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => [['value', ...issue.path].join('.'), issue.message]);
  throw invalid(Object.fromEntries(fields));
}

interface Proposal extends PolicyChange {
  readonly regionPrefix: string;
  readonly proposedBy: string;
  readonly decision: string | null;
  /** Its moment has passed. */
  readonly over: boolean;
}

function lockProposal(tx: Tx, id: string): Promise<Proposal | undefined> {
  return tx.one<Proposal>(
    `SELECT name, region_prefix AS "regionPrefix", NULL::text AS "regionCode", category, effective_from::text AS "effectiveFrom", value, source,
       proposed_by AS "proposedBy", decision, coalesce(effective_from < clock_timestamp(), false) AS over
     FROM policy_proposal WHERE id = $1 FOR UPDATE`,
    [id],
  );
}
