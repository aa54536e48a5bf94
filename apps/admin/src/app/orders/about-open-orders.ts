import type { FormAbout } from '../shared/form-dialog/form';

const load: FormAbout['load'] = () => import('./open-orders').then((m) => m.OpenOrders);

/** For a dialog that decides whether a supplier leaves: what it has open. Null: the supplier of one's own seat. */
export const aboutOpenOrders = (supplierId: string | null): FormAbout => ({ load, inputs: { supplierId } });
