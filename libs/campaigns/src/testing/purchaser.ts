import { Notices } from '@yigou/notifications';
import type { Market } from '@yigou/orders/testing';
import { type Database, PolicyParameters, type UnitOfWork } from '@yigou/platform';
import { ApplySubstitutes } from '../fulfilment/apply-substitutes';
import { DissolvePlace } from '../fulfilment/dissolve-place';
import { FollowOrders } from '../fulfilment/follow-orders';
import { PlaceConsignment } from '../fulfilment/place-consignment';
import { PlanConsignments } from '../fulfilment/plan-consignments';
import { PurchaseCampaigns } from '../fulfilment/purchase-campaigns';
import { ReckonPledges } from '../fulfilment/reckon-pledges';

/** The worker that orders what campaigns need, of a market of orders. */
export const aPurchaser = (market: Market, { db, uow }: { db: Database; uow: UnitOfWork }): PurchaseCampaigns =>
  new PurchaseCampaigns(
    db,
    uow,
    new PlanConsignments(),
    new ApplySubstitutes(new PlanConsignments()),
    new ReckonPledges(market.refunds, new Notices()),
    new PlaceConsignment(market.pooled),
    market.pools,
    new DissolvePlace(market.payments, market.pools, market.pooled, market.refunds, new Notices()),
    market.stock,
    new FollowOrders(db, uow, new Notices()),
    new PolicyParameters(db),
    new Notices(),
    market.refunds,
  );
