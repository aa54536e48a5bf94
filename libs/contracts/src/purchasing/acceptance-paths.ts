import { get, once, post, type SeatRule } from '../path.ts';

const ACCEPTORS: SeatRule = { duty: 'accept' };

export const acceptancePaths = {
  listAcceptableOrders: get('/purchasing/acceptable-orders', 'agency'),
  getAcceptableOrder: get('/purchasing/acceptable-orders/:id', 'agency'),
  signAcceptance: once('/purchasing/acceptable-orders/:id/acceptances', 'agency', ACCEPTORS),
  listAcceptances: get('/purchasing/acceptances', 'agency'),
  getAcceptance: get('/purchasing/acceptances/:id', 'agency'),
  acceptancePdf: get('/purchasing/acceptances/:id/pdf', 'agency'),
  confirmAcceptance: once('/purchasing/acceptances/:id/confirmation', 'agency', ACCEPTORS),
  returnAcceptance: post('/purchasing/acceptances/:id/return', 'agency', ACCEPTORS),
  getInspectionLedger: get('/purchasing/inspection-ledger', 'agency'),
  inspectionLedgerPdf: get('/purchasing/inspection-ledger/pdf', 'agency'),
  exportInspectionLedger: get('/purchasing/inspection-ledger/xlsx', 'agency'),
} as const;
