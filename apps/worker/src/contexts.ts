import { AUDIT } from '@yigou/audit';
import { EVIDENCE } from '@yigou/evidence';
import { HOUSEHOLDS } from '@yigou/households';
import { INVENTORY } from '@yigou/inventory';
import { POLICY } from '@yigou/policy';
import { PRICES } from '@yigou/prices';
import { REGIONS } from '@yigou/regions';
import { REPORTING } from '@yigou/reporting';
import { SUPERVISION } from '@yigou/supervision';
import { SUPPLIERS } from '@yigou/suppliers';
import { TRACEABILITY } from '@yigou/traceability';
import { catalogueInWorker } from './catalogue';
import { certificationInWorker } from './certification';
import { inWorker, type WorkerContext } from './context';
import { identityInWorker } from './identity';
import { logisticsInWorker } from './logistics';
import { notificationsInWorker } from './notifications';
import { ordersInWorker } from './orders';
import { paymentsInWorker } from './payments';
import { platformInWorker } from './platform';

/** Every context of the product, one line each. */
export const CONTEXTS: readonly WorkerContext[] = [
  platformInWorker,
  inWorker(AUDIT),
  notificationsInWorker,
  identityInWorker,
  inWorker(REGIONS),
  inWorker(POLICY),
  inWorker(EVIDENCE),
  inWorker(HOUSEHOLDS),
  inWorker(SUPPLIERS),
  inWorker(PRICES),
  certificationInWorker,
  inWorker(SUPERVISION),
  inWorker(TRACEABILITY),
  inWorker(INVENTORY),
  catalogueInWorker,
  paymentsInWorker,
  ordersInWorker,
  logisticsInWorker,
  inWorker(REPORTING),
];

export const ENTITIES = CONTEXTS.flatMap(({ entities }) => entities);
/** Everything that the worker hears and does by the clock; queues and topics are collected from what these declare. */
export const CONSUMERS = CONTEXTS.flatMap(({ consumers }) => consumers);
/** What must hold at every moment, context by context. */
export const INVARIANTS = CONTEXTS.flatMap(({ invariants }) => invariants);
