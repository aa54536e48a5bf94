import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { Substitute, SubstituteStep } from '../substitutes/substitute.entity';
import type { MadeCampaign } from './a-campaign';

const DAY_MS = 86_400_000;

/** An offer in place of the first good of a campaign that succeeded, for two days; of the same packing, since nothing of it is ordered by itself. Answers its id. */
export async function aSubstitute(db: Queryable, { campaign, goods: [goods] }: MadeCampaign): Promise<string> {
  if (!goods) throw new Error('a campaign has goods');
  const { supplierId, skuId, pieces, pricesFen } = goods;
  const { id, status } = await given(db, Substitute, {
    id: newId(),
    campaignId: campaign.id,
    goodsId: goods.id,
    supplierId,
    skuId,
    pieces,
    priceFen: pricesFen[0] ?? 0,
    reason: '受灾减产',
    status: 'open',
    answerBy: new Date(Date.now() + 2 * DAY_MS),
  });
  await given(db, SubstituteStep, { campaignsSubstituteId: id, action: 'offer', fromStatus: null, toStatus: status });
  return id;
}
