import type { RouteBody, RouteResponse } from '@yigou/contracts';
import { type CanteenKind, SHARE_FINDINGS, shareOfFen } from '@yigou/contracts/labels';
import { type Filing, percent } from '../filing-words';

export type ShareYear = RouteResponse<'getShareYear'>;

/** A filing as it stands in the form: null where nothing is filled in. */
export interface FilingDraft {
  readonly canteen: CanteenKind;
  readonly canteenTotalFen: number | null;
  readonly ratioBp: number | null;
  readonly sharedWithId: string | null;
  readonly operatorId: string | null;
  readonly unionDemandFen: number | null;
  readonly remark: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly changeReason: string;
}

/** Whether the unit files amounts of its own; those without a canteen and those that another files for state 0 (R4, R5). */
export const filesAmounts = (canteen: CanteenKind): boolean => canteen === 'own' || canteen === 'contracted';

/** A filing begins with 0, which nobody has filled in. */
const filled = (amount: number): number | null => (amount === 0 ? null : amount);

export const draftOf = (filing: Filing): FilingDraft => ({
  canteen: filing.canteen,
  canteenTotalFen: filled(filing.canteenTotalFen),
  ratioBp: filled(filing.ratioBp),
  sharedWithId: filing.sharedWith?.id ?? null,
  operatorId: filing.operator?.id ?? null,
  unionDemandFen: filing.unionDemandFen,
  remark: filing.remark,
  contactName: filing.contactName,
  contactPhone: filing.contactPhone,
  changeReason: filing.changeReason,
});

/** What is sent: what the kind of canteen has no place for is left out of it. */
export function bodyOf(draft: FilingDraft, lockVersion: number): RouteBody<'saveFiling'> {
  const { canteen, canteenTotalFen, ratioBp, sharedWithId, operatorId } = draft;
  const amounts = filesAmounts(canteen);
  return {
    ...draft,
    canteenTotalFen: amounts ? (canteenTotalFen ?? 0) : 0,
    ratioBp: amounts ? (ratioBp ?? 0) : 0,
    sharedWithId: canteen === 'shared' ? sharedWithId : null,
    operatorId: canteen === 'contracted' ? operatorId : null,
    lockVersion,
  };
}

/** 预留金额 in fen as the server will reckon it (R1); null while a part of it is missing. */
export function reservedOf({ canteen, canteenTotalFen, ratioBp }: FilingDraft): number | null {
  if (!filesAmounts(canteen)) return 0;
  return canteenTotalFen === null || ratioBp === null ? null : shareOfFen(canteenTotalFen, ratioBp);
}

/** What whoever reviews it will ask about the ratio (R2, R6); it may be filed nevertheless. */
export function ratioWarnings({ canteen, ratioBp }: FilingDraft, rules: ShareYear['rules']): string[] {
  if (!filesAmounts(canteen) || ratioBp === null) return [];
  const { minimumBp, grantedBp, notBelowLastYear, lastYearBp } = rules;
  const least = grantedBp ?? minimumBp;
  const warnings: string[] = [];
  if (ratioBp < least) warnings.push(`${SHARE_FINDINGS.ratio_below_minimum} ${percent(least)}`);
  if (notBelowLastYear && lastYearBp !== null && ratioBp < lastYearBp)
    warnings.push(`${SHARE_FINDINGS.ratio_below_last_year} ${percent(lastYearBp)}`);
  return warnings;
}

/** “还剩 3 个工作日”: how far the last day for filing is. */
export function deadlineWords({ on, workingDaysLeft }: ShareYear['deadline']): string {
  if (workingDaysLeft < 0) return `${on}，已过 ${-workingDaysLeft} 个工作日`;
  return workingDaysLeft === 0 ? `${on}，今天截止` : `${on}，还剩 ${workingDaysLeft} 个工作日`;
}
