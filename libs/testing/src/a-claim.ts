import { newId } from '@yigou/kernel';
import type { IdempotencyClaim } from '@yigou/platform';

/** What somebody sends once: for commands whose repetition is not the matter. */
export const aClaim = (): IdempotencyClaim => ({ actor: newId(), key: newId(), fingerprint: newId() });
