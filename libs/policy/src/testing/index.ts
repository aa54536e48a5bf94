import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { PolicyProposal } from '../policy-proposal.entity';

/** Somebody's proposal to loosen how long a publication lasts; it waits for a second person. */
export const aProposal = (
  db: Queryable,
  said: Partial<PolicyProposal> & Pick<PolicyProposal, 'proposedBy' | 'regionPrefix'>,
): Promise<PolicyProposal> => given(db, PolicyProposal, { name: 'certification.publicity_days', value: 5, ...said });
