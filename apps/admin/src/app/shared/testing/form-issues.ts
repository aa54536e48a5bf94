import { bodyOf } from '@yigou/contracts/bodies';
import type { FormConfig, FormValues } from '../form-dialog/form';

/** What the contract finds wrong in the body that a dialog would send: path in the body → what. */
export function issuesOf({ contract }: FormConfig, values: FormValues): Record<string, string> {
  if (!contract) throw new Error('names no route');
  const { error } = bodyOf(contract.route)!.safeParse(contract.body(values));
  return Object.fromEntries(error?.issues.map((issue) => [issue.path.join('.'), issue.message]) ?? []);
}
