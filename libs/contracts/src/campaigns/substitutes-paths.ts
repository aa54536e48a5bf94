import { get, once, type SeatRule } from '../path.ts';

const ACTS: SeatRule = { roles: ['manager', 'clerk'] };

/** Goods in place of some that a supplier cannot deliver. */
export const substitutesPaths = {
  listSubstitutes: get('/supplier/campaigns/:id/substitutes', 'supplier'),
  offerSubstitute: once('/supplier/campaigns/:id/substitutes', 'supplier', ACTS),
  withdrawSubstitute: once('/supplier/campaign-substitutes/:id/withdrawal', 'supplier', ACTS),
  answerDonationSubstitute: once('/recipient/campaigns/:id/substitutes/:substituteId', 'recipient', ACTS),
  answerSubstitute: once('/pledges/:id/substitutes/:substituteId', 'user'),
} as const;
