/**
 * Every route of the API: method, path below /api/v1, who may call it, and whether it takes an Idempotency-Key.
 * This table has no schema in it, so that the web apps carry it without Zod; `routes.ts` adds the schemas, the API mounts
 * nothing that is not listed, and the access matrix test walks it.
 *
 * who: `public` anyone · `user` signed in · `supplier` a member of a supplier · `admin` a member of the administration ·
 * `signature` a machine that signs its body.
 */
export type Who = 'public' | 'user' | 'supplier' | 'admin' | 'signature';
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export interface RoutePath {
  readonly method: Method;
  readonly path: string;
  readonly who: Who;
  /** The caller must send an Idempotency-Key: the call makes or moves money, stock or quota. */
  readonly idempotent?: true;
}

const get = (path: string, who: Who) => ({ method: 'GET', path, who }) as const;
const post = (path: string, who: Who) => ({ method: 'POST', path, who }) as const;
const once = (path: string, who: Who) => ({ method: 'POST', path, who, idempotent: true }) as const;
const put = (path: string, who: Who) => ({ method: 'PUT', path, who }) as const;
const del = (path: string, who: Who) => ({ method: 'DELETE', path, who }) as const;

export const paths = {
  // identity
  register: post('/auth/register', 'public'),
  login: post('/auth/login', 'public'),
  loginSecondFactor: post('/auth/second-factor', 'public'),
  logout: post('/auth/logout', 'user'),
  requestPasswordReset: post('/auth/password-reset', 'public'),
  resetPassword: post('/auth/password-reset/confirm', 'public'),
  me: get('/me', 'public'),
  changePassword: post('/me/password', 'user'),
  listSessions: get('/me/sessions', 'user'),
  revokeSession: del('/me/sessions/:id', 'user'),
  startTotp: post('/me/totp', 'user'),
  confirmTotp: post('/me/totp/confirm', 'user'),

  // regions
  listRegions: get('/regions', 'public'),
  searchRegions: get('/regions/search', 'public'),

  // catalogue and certification
  home: get('/home', 'public'),
  listCategories: get('/categories', 'public'),
  listProducts: get('/products', 'public'),
  productFacets: get('/products/facets', 'public'),
  suggest: get('/search/suggestions', 'public'),
  getProduct: get('/products/:id', 'public'),
  quoteFreight: get('/products/:id/freight', 'public'),
  verifyCertificate: get('/certificates/:number', 'public'),
  certificatePdf: get('/certificates/:number/pdf', 'public'),
  listOpenCertificates: get('/open-data/certificates', 'public'),
  exportOpenCertificates: get('/open-data/certificates.xlsx', 'public'),
  listPublicity: get('/publicity', 'public'),
  getPublicity: get('/publicity/:id', 'public'),
  objectToPublicity: post('/publicity/:id/objections', 'public'),
  fileComplaint: post('/complaints', 'public'),
  track: get('/trackings/:number', 'public'),
  uploadPublicEvidence: post('/public-evidence', 'public'),
  getMandateLog: get('/mandate-logs/:code', 'public'),
  getMedia: get('/media/*', 'public'),

  // cart, checkout, orders
  getCart: get('/cart', 'public'),
  addToCart: post('/cart/lines', 'public'),
  setCartLine: put('/cart/lines/:skuId', 'public'),
  removeCartLine: del('/cart/lines/:skuId', 'public'),
  listAddresses: get('/me/addresses', 'user'),
  createAddress: post('/me/addresses', 'user'),
  updateAddress: put('/me/addresses/:id', 'user'),
  deleteAddress: del('/me/addresses/:id', 'user'),
  previewCheckout: post('/checkouts/preview', 'user'),
  placeCheckout: once('/checkouts', 'user'),
  getCheckout: get('/checkouts/:id', 'user'),
  payCheckout: once('/checkouts/:id/payments', 'user'),
  syncCheckout: post('/checkouts/:id/sync', 'user'),
  listOrders: get('/orders', 'user'),
  getOrder: get('/orders/:id', 'user'),
  orderStream: get('/orders/:id/stream', 'user'),
  cancelOrder: once('/orders/:id/cancellation', 'user'),
  confirmReceipt: once('/orders/:id/receipt', 'user'),

  // supplier console
  listSupplierProducts: get('/supplier/products', 'supplier'),
  getSupplierProduct: get('/supplier/products/:id', 'supplier'),
  createSupplierProduct: post('/supplier/products', 'supplier'),
  updateSupplierProduct: put('/supplier/products/:id', 'supplier'),
  publishProduct: post('/supplier/products/:id/publication', 'supplier'),
  withdrawProduct: del('/supplier/products/:id/publication', 'supplier'),
  adjustStock: once('/supplier/skus/:id/stock-adjustments', 'supplier'),
  uploadPhoto: post('/supplier/products/:id/photos', 'supplier'),
  deletePhoto: del('/supplier/products/:id/photos/:photoId', 'supplier'),
  listSupplierCertificates: get('/supplier/certificates', 'supplier'),
  getFreightRules: get('/supplier/freight-rules', 'supplier'),
  setFreightRules: put('/supplier/freight-rules', 'supplier'),
  listSupplierOrders: get('/supplier/orders', 'supplier'),
  getSupplierOrder: get('/supplier/orders/:id', 'supplier'),
  shipOrder: once('/supplier/orders/:id/shipments', 'supplier'),
  supplierDashboard: get('/supplier/dashboard', 'supplier'),
  exportSupplierOrders: get('/supplier/exports/orders', 'supplier'),

  // administration console
  adminDashboard: get('/admin/dashboard', 'admin'),
  listSuppliers: get('/admin/suppliers', 'admin'),
  listCertificates: get('/admin/certificates', 'admin'),
  listAdminProducts: get('/admin/products', 'admin'),
  listAdminOrders: get('/admin/orders', 'admin'),
  getAdminOrder: get('/admin/orders/:id', 'admin'),
  listPayments: get('/admin/payments', 'admin'),
  listFailedJobs: get('/admin/jobs/failed', 'admin'),
  retryJob: post('/admin/jobs/:queue/:id/retry', 'admin'),
  listAudit: get('/admin/audit', 'admin'),
  listMails: get('/admin/mails', 'admin'),
  exportAdmin: get('/admin/exports/:kind', 'admin'),
  startImport: post('/admin/imports', 'admin'),
  listImports: get('/admin/imports', 'admin'),
  getImport: get('/admin/imports/:id', 'admin'),

  // evidence, notices
  uploadEvidence: post('/evidence', 'user'),
  getEvidence: get('/evidence/:id', 'user'),
  getEvidencePage: get('/evidence/:id/pages/:page', 'user'),
  getEvidenceFile: get('/evidence/:id/file', 'user'),
  listNotices: get('/me/notices', 'user'),
  readNotices: post('/me/notices/read', 'user'),

  // a supplier earns its place
  registerSupplier: post('/supplier-registrations', 'user'),
  getSupplierFile: get('/supplier/file', 'supplier'),
  saveSupplierFile: put('/supplier/file', 'supplier'),
  submitSupplierFile: post('/supplier/file/submission', 'supplier'),
  exitSupplier: post('/supplier/file/exit', 'supplier'),
  addLicence: post('/supplier/licences', 'supplier'),
  removeLicence: del('/supplier/licences/:id', 'supplier'),
  listMechanisms: get('/supplier/mechanisms', 'supplier'),
  createMechanism: post('/supplier/mechanisms', 'supplier'),
  updateMechanism: put('/supplier/mechanisms/:id', 'supplier'),
  endMechanism: del('/supplier/mechanisms/:id', 'supplier'),
  listBenefitLinks: get('/supplier/mechanisms/:id/households', 'supplier'),
  linkHousehold: post('/supplier/mechanisms/:id/households', 'supplier'),
  unlinkHousehold: del('/supplier/benefit-links/:id', 'supplier'),
  listActsOnBehalf: get('/supplier/acts-on-behalf', 'supplier'),
  // and a certificate for its products
  listApplications: get('/supplier/applications', 'supplier'),
  createApplication: post('/supplier/applications', 'supplier'),
  getApplication: get('/supplier/applications/:id', 'supplier'),
  saveApplication: put('/supplier/applications/:id', 'supplier'),
  attachApplicationEvidence: post('/supplier/applications/:id/evidence', 'supplier'),
  detachApplicationEvidence: del('/supplier/applications/:id/evidence/:evidenceId', 'supplier'),
  submitApplication: once('/supplier/applications/:id/submission', 'supplier'),
  withdrawApplication: post('/supplier/applications/:id/withdrawal', 'supplier'),
  exitCertificate: post('/supplier/certificates/:id/exit', 'supplier'),
  checkPrice: get('/supplier/price-check', 'supplier'),
  listBatches: get('/supplier/batches', 'supplier'),
  createBatch: post('/supplier/batches', 'supplier'),
  listSupplierInspections: get('/supplier/inspections', 'supplier'),
  reportRectification: post('/supplier/inspections/:id/rectification', 'supplier'),
  listSupplierSanctions: get('/supplier/sanctions', 'supplier'),
  fileAppeal: once('/supplier/appeals', 'supplier'),

  // administrators review, watch and decide
  listAdmissions: get('/admin/admissions', 'admin'),
  getAdmission: get('/admin/admissions/:id', 'admin'),
  decideAdmission: once('/admin/admissions/:id/decision', 'admin'),
  listReviews: get('/admin/reviews', 'admin'),
  reviewSummary: get('/admin/reviews/summary', 'admin'),
  getReview: get('/admin/reviews/:id', 'admin'),
  claimReview: post('/admin/reviews/:id/claim', 'admin'),
  decideReview: once('/admin/reviews/:id/decision', 'admin'),
  approveReviews: once('/admin/reviews/bulk-approval', 'admin'),
  listObjections: get('/admin/objections', 'admin'),
  examineObjection: once('/admin/objections/:id/examination', 'admin'),
  getAdminCertificate: get('/admin/certificates/:id', 'admin'),
  listPriceFlags: get('/admin/price-flags', 'admin'),
  listInspections: get('/admin/inspections', 'admin'),
  getInspection: get('/admin/inspections/:id', 'admin'),
  drawInspections: once('/admin/inspection-draws', 'admin'),
  listDraws: get('/admin/inspection-draws', 'admin'),
  recordInspection: once('/admin/inspections/:id/result', 'admin'),
  listComplaints: get('/admin/complaints', 'admin'),
  getComplaint: get('/admin/complaints/:id', 'admin'),
  takeComplaint: post('/admin/complaints/:id/investigation', 'admin'),
  answerComplaint: once('/admin/complaints/:id/answer', 'admin'),
  listSanctions: get('/admin/sanctions', 'admin'),
  imposeSanction: once('/admin/sanctions', 'admin'),
  liftSanction: once('/admin/sanctions/:id/lifting', 'admin'),
  listAppeals: get('/admin/appeals', 'admin'),
  decideAppeal: once('/admin/appeals/:id/decision', 'admin'),
  reviewBulletin: get('/admin/review-bulletin', 'admin'),
  exportReviewBulletin: get('/admin/review-bulletin.xlsx', 'admin'),
  listPolicies: get('/admin/policies', 'admin'),
  setPolicy: post('/admin/policies', 'admin'),

  // registered households, and who acts for them
  listHouseholds: get('/admin/households', 'admin'),
  findHousehold: post('/admin/households/lookup', 'admin'),
  createHousehold: post('/admin/households', 'admin'),
  updateHousehold: put('/admin/households/:id', 'admin'),
  discloseHousehold: post('/admin/households/:id/disclosure', 'admin'),
  householdTemplate: get('/admin/household-imports/template', 'admin'),
  previewHouseholds: post('/admin/household-imports', 'admin'),
  confirmHouseholds: once('/admin/household-imports/:id/confirmation', 'admin'),
  listMandates: get('/admin/mandates', 'admin'),
  grantMandate: post('/admin/mandates', 'admin'),
  revokeMandate: post('/admin/mandates/:id/revocation', 'admin'),
  listMyMandates: get('/me/mandates', 'user'),
  getMandateHousehold: get('/me/mandates/:id/household', 'user'),
  answerBenefitLink: post('/me/mandates/:id/benefit-links/:linkId/answer', 'user'),

  // machines
  stripeWebhook: post('/webhooks/stripe', 'signature'),
  carrierWebhook: post('/webhooks/carrier', 'signature'),
} as const satisfies Record<string, RoutePath>;

export type RouteId = keyof typeof paths;
