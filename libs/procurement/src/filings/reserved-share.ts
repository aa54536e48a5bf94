import { type CanteenKind, type ShareFinding, shareOfFen } from '@yigou/contracts';

/** What a unit states of its year; amounts in fen, the ratio in basis points. */
export interface ShareStatement {
  readonly canteen: CanteenKind;
  /** Canteen procurement total, 年度食堂食材采购总额. */
  readonly canteenTotalFen: number;
  readonly ratioBp: number;
  /** The unit that files for all that share the canteen, 共用食堂代表单位. */
  readonly sharedWithId: string | null;
  /** Who runs a contracted-out canteen, 承包方. */
  readonly operatorId: string | null;
  readonly remark: string;
}
/** What the statement is held against: parameters of the unit's region and year. */
export interface ShareRules {
  /** The region's minimum ratio (R1, R2), in basis points. */
  readonly minimumBp: number;
  /** A lower one that was granted to this unit with a document (R1); null: none. */
  readonly grantedBp: number | null;
  /** Whether the ratio may not sink below last year's (R2: 安徽 2025, 武汉 2022). */
  readonly notBelowLastYear: boolean;
  readonly lastYearBp: number | null;
}

/** A finding at a field of the statement. What stops must be mended before filing, the rest is a warning to the unit and whoever reviews it (R6). */
export interface ShareProblem {
  readonly field: keyof ShareStatement;
  readonly finding: ShareFinding;
  readonly stops: boolean;
}

/** Whether the unit files an amount of its own: those without a canteen and those that another files for state 0 (R4, R5). */
const filesAmount = ({ canteen }: ShareStatement): boolean => canteen === 'own' || canteen === 'contracted';

/** Reserved share (预留份额): canteen procurement total × ratio, half up to the fen (R1). */
export const reservedFen = (statement: ShareStatement): number =>
  filesAmount(statement) ? shareOfFen(statement.canteenTotalFen, statement.ratioBp) : 0;

/** What is wrong with a statement, or will be asked about, in the order of the form. */
export function shareProblems(statement: ShareStatement, rules: ShareRules): readonly ShareProblem[] {
  return filesAmount(statement) ? amountProblems(statement, rules) : zeroProblems(statement);
}

function amountProblems(statement: ShareStatement, rules: ShareRules): readonly ShareProblem[] {
  const { canteenTotalFen, ratioBp, canteen, operatorId } = statement;
  const minimumBp = rules.grantedBp ?? rules.minimumBp;
  const below = rules.notBelowLastYear && rules.lastYearBp !== null && ratioBp < rules.lastYearBp;
  return [
    ...problem(canteenTotalFen <= 0, 'canteenTotalFen', 'total_missing', true),
    ...problem(ratioBp < minimumBp, 'ratioBp', 'ratio_below_minimum', false),
    ...problem(below, 'ratioBp', 'ratio_below_last_year', false),
    ...problem(canteen === 'contracted' && operatorId === null, 'operatorId', 'operator_missing', true),
  ];
}

function zeroProblems(statement: ShareStatement): readonly ShareProblem[] {
  const { canteen, canteenTotalFen, ratioBp, sharedWithId, remark } = statement;
  return [
    ...problem(canteenTotalFen !== 0, 'canteenTotalFen', 'total_without_canteen', true),
    ...problem(ratioBp !== 0, 'ratioBp', 'ratio_without_canteen', true),
    ...problem(canteen === 'shared' && sharedWithId === null, 'sharedWithId', 'shared_with_missing', true),
    ...problem(remark.trim() === '', 'remark', 'remark_missing', true),
  ];
}

const problem = (
  found: boolean,
  field: keyof ShareStatement,
  finding: ShareFinding,
  stops: boolean,
): readonly ShareProblem[] => (found ? [{ field, finding, stops }] : []);
