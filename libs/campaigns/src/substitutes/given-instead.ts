/**
 * What of the goods the pledge `p` gets in place of others, or does not get at all since its person did not take what was offered, in Chinese; empty where all is as it was
 * pledged for. Whoever sorts and hands out reads it beside the shares (替代商品).
 */
export const GIVEN_INSTEAD = `coalesce((SELECT string_agg('“' || op.name || ' ' || ok.name || '”' ||
    CASE WHEN given.yes THEN '换为“' || np.name || ' ' || nk.name || '”' || (s.pieces * p.shares)::text || '件' ELSE '不供货，已退款' END, '；' ORDER BY s.id)
  FROM campaigns_substitute s JOIN campaigns_goods g ON g.id = s.goods_id JOIN sku ok ON ok.id = g.sku_id JOIN product op ON op.id = ok.product_id
    JOIN sku nk ON nk.id = s.sku_id JOIN product np ON np.id = nk.product_id,
    LATERAL (SELECT EXISTS (SELECT FROM campaigns_substitute_answer a WHERE a.substitute_id = s.id AND a.pledge_id = p.id AND a.accepts)
      AND EXISTS (SELECT FROM campaigns_consignment d JOIN campaigns_order t ON t.checkout_id = d.checkout_id JOIN sales_order o ON o.id = t.order_id
        WHERE d.substitute_id = s.id AND t.point_id IS NOT DISTINCT FROM p.point_id AND o.status NOT IN ('cancelled', 'expired')) AS yes) AS given
  WHERE s.campaign_id = p.campaign_id AND s.applied_at IS NOT NULL), '')`;
