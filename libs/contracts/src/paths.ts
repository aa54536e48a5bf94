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

  // machines
  stripeWebhook: post('/webhooks/stripe', 'signature'),
  carrierWebhook: post('/webhooks/carrier', 'signature'),
} as const satisfies Record<string, RoutePath>;

export type RouteId = keyof typeof paths;
