// The administration: figures before and after, the order, the payment and the trail.
import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '../http-client/client.ts';
import type { Checkout } from './buyer-acts.ts';
import type { CancelledOne } from './closing-acts.ts';
import type { User, World } from './world.ts';
import { at, check, type Stage, there, yuan } from './stage.ts';

/** Signs the administrator in and remembers the figures from before the play. */
export async function dashboardFigures(stage: Stage, world: World) {
  const client = world.browser('admin');
  stage.act('Before');
  return stage.step('The national administrator signs in and looks at the dashboard', async (tell) => {
    const user = await world.signIn('administrator', client);
    check.that(
      user.memberships.some(({ kind }) => kind === 'administration'),
      'the administrator belongs to the administration',
    );
    const { totals } = await client.get('adminDashboard', { query: { days: 30 } });
    tell(
      `${totals.products} products of ${totals.suppliers} suppliers in ${totals.counties} counties, ${totals.orders} orders, ${yuan(totals.salesFen)}`,
    );
    return { client, totals };
  });
}

/** What the administration looks for: the figures from before, and what was played. */
export interface Played {
  readonly client: ApiClient;
  readonly totals: RouteResponse<'adminDashboard'>['totals'];
  readonly user: User;
  readonly order: RouteResponse<'getOrder'>;
  readonly refunded: CancelledOne;
  readonly unpaid: Checkout;
}

export async function watchAsAdministrator(
  stage: Stage,
  { client, totals, user, order, refunded, unpaid }: Played,
): Promise<void> {
  await stage.step('finds the orders by their numbers', async (tell) => {
    const expected = [
      [order.number, 'completed'],
      [refunded.cancelled.number, 'cancelled'],
      [at(unpaid.orders).number, 'cancelled'],
    ];
    for (const [number, status] of expected) {
      const { items } = await client.get('listAdminOrders', { query: { q: number } });
      check.equal(
        items.map((row) => [row.number, row.status]),
        [[number, status]],
        `the order ${number} in the table`,
      );
    }
    const view = await client.get('getAdminOrder', { params: { id: order.id } });
    check.equal(view.totalFen, order.totalFen, 'total of the order');
    check.that(view.receiver.phone.includes('*'), 'the receiver’s phone is masked for the administration');
    check.equal(view.payment.payUrl, null, 'where to pay is the buyer’s alone');
    tell(
      `${view.number} · ${view.supplier.name} · ${yuan(view.totalFen)} · ${view.steps.length} steps · ${view.receiver.phone}`,
    );
  });
  await stage.step('sees the payments', async (tell) => {
    const { items } = await client.get('listPayments', { query: { limit: 50 } });
    const row = there(
      items.find(({ checkoutId }) => checkoutId === refunded.checkout.id),
      'the partly refunded payment is listed',
    );
    check.equal(
      [row.capturedFen, row.refundedFen],
      [refunded.checkout.payment.amountFen, refunded.cancelled.totalFen],
      'captured and refunded',
    );
    tell(`${row.providerRef}: ${yuan(row.capturedFen)} captured, ${yuan(row.refundedFen)} refunded`);
  });
  await stage.step('reads the audit trail', async (tell) => {
    const { items } = await client.get('listAudit', { query: { action: 'identity.registered', limit: 50 } });
    const entry = there(
      items.find(({ subjectId }) => subjectId === user.id),
      'the registration is in the trail',
    );
    tell(`${entry.at} ${entry.actor}: ${entry.summary} (request ${entry.requestId})`);
  });
  await stage.step('and the dashboard has moved', async (tell) => {
    const { totals: now, byDay } = await client.get('adminDashboard', { query: { days: 30 } });
    check.that(now.orders > totals.orders, `orders grew: ${totals.orders} → ${now.orders}`);
    check.that(now.salesFen > totals.salesFen, `sales grew: ${totals.salesFen} → ${now.salesFen}`);
    check.that(byDay.length > 0, 'there are figures per day');
    tell(`orders ${totals.orders} → ${now.orders}, sales ${yuan(totals.salesFen)} → ${yuan(now.salesFen)}`);
  });
}
