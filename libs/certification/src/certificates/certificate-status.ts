import { CERTIFICATE_STATUS_CODES } from '@yigou/contracts';
import { defineMachine } from '@yigou/kernel';

/**
 * A certificate's way (domain §3a): 有效 → 到期 / 暂停（核查、变更复审）/ 移出目录 / 主动退出. A withdrawn certificate comes back by an appeal alone. Renewal and change leave
 * it valid and count its version up. Its mover is `moveCertificates`.
 */
export const CERTIFICATE = defineMachine({
  name: 'certificate',
  states: CERTIFICATE_STATUS_CODES,
  initial: 'valid',
  actions: {
    issue: { from: [null], to: 'valid' },
    renew: { from: ['valid', 'expired'], to: 'valid' },
    change: { from: ['valid', 'suspended'], to: 'valid' },
    suspend: { from: ['valid'], to: 'suspended' },
    restore: { from: ['suspended', 'withdrawn'], to: 'valid' },
    expire: { from: ['valid', 'suspended'], to: 'expired' },
    withdraw: { from: ['valid', 'suspended', 'expired'], to: 'withdrawn' },
    exit: { from: ['valid', 'suspended'], to: 'exited' },
  },
});
