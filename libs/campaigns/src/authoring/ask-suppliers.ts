import type { Notices } from '@yigou/notifications';
import type { Tx } from '@yigou/platform';

/** Tells the suppliers of a campaign that it waits for them; whoever leads it to `agreeing` does. One statement each. */
export async function tellSuppliers(
  tx: Tx,
  notices: Notices,
  { id, title }: { readonly id: string; readonly title: string },
): Promise<void> {
  const asked = await tx.query<{ supplierId: string }>(
    `SELECT supplier_id AS "supplierId" FROM campaigns_supplier WHERE campaign_id = $1 AND answer = 'asked'`,
    [id],
  );
  await notices.tell(
    tx,
    { organisationIds: asked.map(({ supplierId }) => supplierId) },
    {
      kind: 'campaign',
      title: '有团购邀约待确认',
      body: `“${title}”选用了您的商品，请核对价格和数量后答复。`,
      link: `/supplier/campaigns?id=${id}`,
    },
  );
}
