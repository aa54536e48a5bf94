import { aHousehold } from '@yigou/households/testing';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { BenefitLink } from '../benefit-link.entity';
import { BenefitMechanism } from '../benefit-mechanism.entity';

/** Contract farming since 2020 without an end. */
export const aMechanism = (
  db: Queryable,
  said: Partial<BenefitMechanism> & Pick<BenefitMechanism, 'supplierId'>,
): Promise<BenefitMechanism> =>
  given(db, BenefitMechanism, {
    kind: 'contract_farming',
    incomeKind: 'operating',
    description: '订单',
    startsOn: '2020-01-01',
    ...said,
  });

/** That a mechanism carries a household, as the supplier says. */
export const aBenefitLink = (
  db: Queryable,
  said: Partial<BenefitLink> & Pick<BenefitLink, 'mechanismId' | 'householdId'>,
): Promise<BenefitLink> => given(db, BenefitLink, { status: 'declared', ...said });

/** The same of a household of its own. */
export async function aCarriedHousehold(
  db: Queryable,
  said: Partial<BenefitLink> & Pick<BenefitLink, 'mechanismId'>,
): Promise<BenefitLink> {
  return aBenefitLink(db, { householdId: (await aHousehold(db)).id, ...said });
}
