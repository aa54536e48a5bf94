import type { GroupBuyView } from '@yigou/contracts';
import type { Offer } from 'schema-dts';
import { breadcrumbs, yuan } from '../catalogue/product-head';
import type { PageHead } from '../shell/page-head';

/** A group purchase as chats and search engines show it. */
export function campaignHead(campaign: GroupBuyView, origin: string): PageHead {
  const { id, title, organiserName, photo, paidShares, thresholdShares, priceFen, deadline, status } = campaign;
  const path = `/group-buys/${id}`;
  const offer: Offer = {
    '@type': 'Offer',
    name: title,
    url: origin + path,
    priceCurrency: 'CNY',
    price: yuan(priceFen),
    availability: status === 'recruiting' ? 'https://schema.org/PreOrder' : 'https://schema.org/Discontinued',
    availabilityEnds: deadline,
    offeredBy: { '@type': 'Organization', name: organiserName },
  };
  return {
    title,
    description: `${organiserName}发起，每份 ${yuan(priceFen)} 元，已有 ${paidShares} 份，${thresholdShares} 份成团，没成团全额退款。`,
    path,
    photo,
    things: [
      offer,
      breadcrumbs(origin, [
        ['以购代捐', '/group-buys'],
        [title, path],
      ]),
    ],
  };
}
