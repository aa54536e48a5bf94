import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { SeatedCaller } from '@yigou/identity';
import { fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import type { Tx } from '@yigou/platform';
import { FILING } from '../filings/filing-status';
import { type LockedFiling, lockOpenFilings, moveFilings } from '../filings/move-filings';
import { doer, noteShares } from '../filings/share-filings.service';
import { type UnitEnding, UnitTree } from './unit-tree';

/** Ends units with what of them was on its way (R12). */
@Injectable()
export class EndUnits {
  constructor(
    private readonly tree: UnitTree,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Like `UnitTree.end`. What was made or looked at of their years lapses with the reason, since nobody stands above them any more who could pass it on; what is in force stays.
   * The share was promised by who is gone: a successor is told what was under review, and takes it over with a change of its own year.
   */
  async end(tx: Tx, by: SeatedCaller, units: readonly UnitEnding[]): Promise<void> {
    await this.tree.end(tx, units);
    const open = await lockOpenFilings(
      tx,
      units.map(({ unitId }) => unitId),
    );
    if (open.length === 0) return;
    const successors = new Map(units.map(({ unitId, successorId }) => [unitId, successorId]));
    const names = await namesOf(tx, [...successors].flat());
    const bySuccessor = Map.groupBy(open, ({ unitId }) => successors.get(unitId) ?? null);
    const told = new Map<string, string>();
    for (const [successorId, filings] of bySuccessor) {
      const reason = successorId === null ? '单位已撤销' : `单位已并入${names.get(successorId) ?? ''}`;
      await moveFilings(tx, filings, { action: 'lapse', by: doer(by), reason });
      const takesOver = filings.filter(({ status }) => FILING.can(status, 'return'));
      if (successorId !== null && takesOver.length > 0) told.set(successorId, wordsOf(takesOver, names));
    }
    await noteShares(this.audit, tx, by, open, 'procurement.share_lapsed');
    await this.notices.tellEach(tx, told, { kind: 'share', title: '并入单位的预留份额待承接', link: '/agency/share' });
  }
}

async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>('SELECT id, name FROM organisation WHERE id = ANY($1)', [
    ids,
  ]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function wordsOf(filings: readonly LockedFiling[], names: ReadonlyMap<string, string>): string {
  const shares = filings.map(({ unitId, year, reservedFen }) => {
    return `${names.get(unitId) ?? ''} ${year} 年 ${fenText(reservedFen)}`;
  });
  return `并入本单位的在审预留份额已随单位撤并作废：${shares.join('；')}。请在本单位的变更填报中一并承接。`;
}
