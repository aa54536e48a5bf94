import type { CertificateAction, CertificateStatus } from '@yigou/contracts';
import type { TransitionTable } from '@yigou/kernel';

/**
 * A certificate's way (domain §3a): 有效 → 到期 / 暂停（核查、变更复审）/ 移出目录 / 主动退出. For each action, the states that it starts from and
 * the one that it leads to. A withdrawn certificate comes back by an appeal alone.
 */
export const CERTIFICATE_MOVES = {
  issue: { from: [null], to: 'valid' },
  renew: { from: ['valid', 'expired'], to: 'valid' },
  change: { from: ['valid', 'suspended'], to: 'valid' },
  suspend: { from: ['valid'], to: 'suspended' },
  restore: { from: ['suspended', 'withdrawn'], to: 'valid' },
  expire: { from: ['valid', 'suspended'], to: 'expired' },
  withdraw: { from: ['valid', 'suspended', 'expired'], to: 'withdrawn' },
  exit: { from: ['valid', 'suspended'], to: 'exited' },
} as const satisfies Record<
  CertificateAction,
  { readonly from: readonly (CertificateStatus | null)[]; readonly to: CertificateStatus }
>;

/** Every step that a certificate may take. Renewal and change leave it valid and count its version up. */
export const CERTIFICATE_TRANSITIONS: TransitionTable<CertificateStatus> = {
  valid: ['valid', 'suspended', 'expired', 'withdrawn', 'exited'],
  suspended: ['valid', 'expired', 'withdrawn', 'exited'],
  expired: ['valid', 'withdrawn'],
  withdrawn: ['valid'],
  exited: [],
};
