import { AUDIT } from '@yigou/audit';
import { INVENTORY } from '@yigou/inventory';
import { POLICY } from '@yigou/policy';
import { PRICES } from '@yigou/prices';
import { REPORTING } from '@yigou/reporting';
import { TRACEABILITY } from '@yigou/traceability';
import { catalogueInWorker } from './catalogue';
import { certificationInWorker } from './certification';
import { inWorker, type WorkerContext } from './context';
import { evidenceInWorker } from './evidence';
import { householdsInWorker } from './households';
import { identityInWorker } from './identity';
import { logisticsInWorker } from './logistics';
import { notificationsInWorker } from './notifications';
import { ordersInWorker } from './orders';
import { paymentsInWorker } from './payments';
import { platformInWorker } from './platform';
import { procurementInWorker } from './procurement';
import { regionsInWorker } from './regions';
import { supervisionInWorker } from './supervision';
import { suppliersInWorker } from './suppliers';
import { purchasingInWorker } from './purchasing';
import { oversightInWorker } from './oversight';
import { campaignsInWorker } from './campaigns';
import { recallsInWorker } from './recalls';
import { aftersalesInWorker } from './aftersales';

/** Every context of the product, one line each. */
export const CONTEXTS: readonly WorkerContext[] = [
  platformInWorker,
  inWorker(AUDIT),
  notificationsInWorker,
  identityInWorker,
  regionsInWorker,
  inWorker(POLICY),
  evidenceInWorker,
  householdsInWorker,
  suppliersInWorker,
  inWorker(PRICES),
  procurementInWorker,
  certificationInWorker,
  supervisionInWorker,
  inWorker(TRACEABILITY),
  inWorker(INVENTORY),
  catalogueInWorker,
  paymentsInWorker,
  ordersInWorker,
  logisticsInWorker,
  inWorker(REPORTING),
  purchasingInWorker,
  oversightInWorker,
  campaignsInWorker,
  recallsInWorker,
  aftersalesInWorker,
];

export const ENTITIES = CONTEXTS.flatMap(({ entities }) => entities);
/** Everything that the worker hears and does by the clock; queues and topics are collected from what these declare. */
export const CONSUMERS = CONTEXTS.flatMap(({ consumers }) => consumers);
/** What must hold at every moment, context by context. */
export const INVARIANTS = CONTEXTS.flatMap(({ invariants }) => invariants);
