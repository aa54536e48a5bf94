import type { AppealView } from '@yigou/contracts';

type Step = AppealView['course'][number];

const FILED = ['', '提出申诉', '再次提出申诉'];
const OUTCOMES = { uphold: '申诉成立', reject: '维持原决定' } as const;

/** One step of the way of an appealed matter in words: who did what, and why. */
export function courseWords({ action, instance, by, note }: Step): string {
  const what =
    action === 'decide'
      ? '作出决定'
      : action === 'file'
        ? (FILED[instance] ?? '')
        : `${instance === 2 ? '再次复核' : '复核'}：${OUTCOMES[action]}`;
  return `${by} ${what}${note === '' ? '' : `。${note}`}`;
}
