import { z } from 'zod';
import * as c from './catalogue';
import { SupplierCertificates } from './certification';
import { Empty, Id, RegionCode, Words } from './common';
import * as k from './console';
import * as i from './identity';
import { certificationSchemas } from './certification-routes';
import { EXPORT_KIND_CODES } from './labels';
import * as o from './orders';
import { paths, type RouteId, type RoutePath } from './paths';
import { route, type RouteSchemas } from './route';

export type { RouteSchemas } from './route';

const byId = z.object({ id: Id });

export const schemas = {
  ...certificationSchemas,
  register: route({
    tag: 'identity',
    summary: 'Create a buyer account and sign in',
    body: i.RegisterBody,
    response: i.LoginResult,
    status: 201,
    errors: ['account_taken', 'weak_password', 'rate_limited'],
  }),
  login: route({
    tag: 'identity',
    summary: 'Sign in; the cart kept before login is merged',
    body: i.LoginBody,
    response: i.LoginResult,
    errors: ['invalid_credentials', 'rate_limited'],
  }),
  loginSecondFactor: route({
    tag: 'identity',
    summary: 'Finish a sign-in with a TOTP code',
    body: i.SecondFactorBody,
    response: i.LoginResult,
    errors: ['invalid_second_factor', 'rate_limited'],
  }),
  logout: route({ tag: 'identity', summary: 'Sign out and revoke the session', response: Empty }),
  requestPasswordReset: route({
    tag: 'identity',
    summary: 'Mail a reset link; answers alike whether or not the account exists',
    body: i.RequestResetBody,
    response: Empty,
    status: 202,
    errors: ['rate_limited'],
  }),
  resetPassword: route({
    tag: 'identity',
    summary: 'Set a new password with a reset token; revokes all sessions',
    body: i.ResetPasswordBody,
    response: Empty,
    errors: ['reset_token_invalid', 'weak_password', 'rate_limited'],
  }),
  me: route({ tag: 'identity', summary: 'Who is signed in', response: i.Me }),
  changePassword: route({
    tag: 'identity',
    summary: 'Change the password; other sessions are revoked',
    body: i.ChangePasswordBody,
    response: Empty,
    errors: ['wrong_password', 'weak_password', 'rate_limited'],
  }),
  listSessions: route({ tag: 'identity', summary: 'Own live sessions', response: i.SessionList }),
  revokeSession: route({ tag: 'identity', summary: 'Revoke one of the own sessions', params: byId, response: Empty }),
  startTotp: route({
    tag: 'identity',
    summary: 'Begin to enrol a second factor',
    response: i.TotpEnrolment,
    errors: ['totp_already_enabled'],
  }),
  confirmTotp: route({
    tag: 'identity',
    summary: 'Finish enrolling the second factor',
    body: i.ConfirmTotpBody,
    response: Empty,
    errors: ['invalid_second_factor', 'totp_already_enabled'],
  }),

  listRegions: route({
    tag: 'regions',
    summary: 'Divisions below a parent; provinces without one',
    query: z.object({ parent: RegionCode.optional() }),
    response: i.RegionList,
  }),
  searchRegions: route({
    tag: 'regions',
    summary: 'Divisions by name, pinyin or initials',
    query: c.SuggestQuery,
    response: i.RegionHits,
  }),

  home: route({ tag: 'catalogue', summary: 'What the storefront opens with', response: c.HomeView }),
  listCategories: route({ tag: 'catalogue', summary: 'Categories, two levels', response: c.CategoryList }),
  listProducts: route({
    tag: 'catalogue',
    summary: 'Listed products: filter, search, keyset page',
    query: c.ListProductsQuery,
    response: c.ProductPage,
  }),
  productFacets: route({
    tag: 'catalogue',
    summary: 'Facet counts for the same filters',
    query: c.ProductFilter,
    response: c.ProductFacets,
  }),
  suggest: route({
    tag: 'catalogue',
    summary: 'Typing suggestions, Chinese or pinyin',
    query: c.SuggestQuery,
    response: c.Suggestions,
  }),
  getProduct: route({
    tag: 'catalogue',
    summary: 'One product with SKUs, certificate and price history',
    params: byId,
    response: c.ProductDetail,
  }),
  quoteFreight: route({
    tag: 'catalogue',
    summary: 'Freight of one product to a place',
    params: byId,
    query: c.FreightQuery,
    response: c.FreightQuote,
  }),
  getMedia: route({
    tag: 'catalogue',
    summary: 'A stored picture',
    params: z.object({ '*': z.string().max(200) }),
    response: null,
  }),

  getCart: route({ tag: 'orders', summary: 'The cart, grouped by supplier', response: o.CartView }),
  addToCart: route({
    tag: 'orders',
    summary: 'Add pieces of a SKU',
    body: o.AddToCartBody,
    response: o.CartCount,
    status: 201,
    errors: ['product_unavailable', 'cart_full', 'insufficient_stock'],
  }),
  setCartLine: route({
    tag: 'orders',
    summary: 'Set the quantity of a line',
    params: z.object({ skuId: Id }),
    body: o.SetCartLineBody,
    response: o.CartCount,
  }),
  removeCartLine: route({
    tag: 'orders',
    summary: 'Remove a line',
    params: z.object({ skuId: Id }),
    response: o.CartCount,
  }),
  listAddresses: route({ tag: 'orders', summary: 'Own address book', response: o.AddressList }),
  createAddress: route({
    tag: 'orders',
    summary: 'Add an address',
    body: o.AddressInput,
    response: o.Address,
    status: 201,
    errors: ['address_limit'],
  }),
  updateAddress: route({
    tag: 'orders',
    summary: 'Change an address',
    params: byId,
    body: o.AddressInput,
    response: o.Address,
  }),
  deleteAddress: route({ tag: 'orders', summary: 'Delete an address', params: byId, response: Empty }),
  previewCheckout: route({
    tag: 'orders',
    summary: 'Every cost before ordering, by supplier',
    body: o.PreviewCheckoutBody,
    response: o.CheckoutPreview,
    errors: ['product_unavailable'],
  }),
  placeCheckout: route({
    tag: 'orders',
    summary: 'Place one order per supplier and reserve the stock',
    body: o.PlaceCheckoutBody,
    response: o.CheckoutView,
    status: 201,
    errors: ['product_unavailable', 'price_changed', 'insufficient_stock', 'not_deliverable', 'rate_limited'],
  }),
  getCheckout: route({
    tag: 'orders',
    summary: 'A checkout with its payment and orders',
    params: byId,
    response: o.CheckoutView,
  }),
  payCheckout: route({
    tag: 'payments',
    summary: 'Start or resume paying; answers where to pay',
    params: byId,
    response: o.CheckoutView,
    errors: ['checkout_not_payable', 'payment_unavailable'],
  }),
  syncCheckout: route({
    tag: 'payments',
    summary: 'Ask the provider after the browser returned',
    params: byId,
    response: o.CheckoutView,
    errors: ['payment_unavailable'],
  }),
  listOrders: route({ tag: 'orders', summary: 'Own orders', query: o.OrderQuery, response: o.OrderPage }),
  getOrder: route({
    tag: 'orders',
    summary: 'One own order with timeline and parcels',
    params: byId,
    response: o.OrderView,
  }),
  orderStream: route({
    tag: 'orders',
    summary: 'Server-sent events: `changed` whenever the order moves',
    params: byId,
    response: null,
  }),
  cancelOrder: route({
    tag: 'orders',
    summary: 'Cancel before shipping; what was paid is refunded',
    params: byId,
    body: o.CancelOrderBody,
    response: o.OrderView,
    errors: ['order_not_cancellable'],
  }),
  confirmReceipt: route({
    tag: 'orders',
    summary: 'Confirm receipt',
    params: byId,
    response: o.OrderView,
    errors: ['order_not_receivable'],
  }),

  listSupplierProducts: route({
    tag: 'supplier',
    summary: 'Own products',
    query: c.SupplierProductQuery,
    response: c.SupplierProductPage,
  }),
  getSupplierProduct: route({ tag: 'supplier', summary: 'One own product', params: byId, response: c.SupplierProduct }),
  createSupplierProduct: route({
    tag: 'supplier',
    summary: 'Create a draft product',
    body: c.ProductInput,
    response: c.SupplierProduct,
    status: 201,
    errors: ['price_reason_required', 'price_slip_suspected'],
  }),
  updateSupplierProduct: route({
    tag: 'supplier',
    summary: 'Change a product and its SKUs',
    params: byId,
    body: c.ProductUpdate,
    response: c.SupplierProduct,
    errors: [
      'illegal_transition',
      'sku_in_use',
      'product_incomplete',
      'certificate_invalid',
      'price_reason_required',
      'price_slip_suspected',
    ],
  }),
  publishProduct: route({
    tag: 'supplier',
    summary: 'List a product',
    params: byId,
    response: c.SupplierProduct,
    errors: ['product_incomplete', 'certificate_invalid', 'supplier_not_admitted', 'illegal_transition'],
  }),
  withdrawProduct: route({
    tag: 'supplier',
    summary: 'Take a product off the shelf',
    params: byId,
    response: c.SupplierProduct,
    errors: ['illegal_transition'],
  }),
  adjustStock: route({
    tag: 'supplier',
    summary: 'Move stock in or out with a reason',
    params: byId,
    body: c.StockAdjustmentBody,
    response: c.StockLevel,
    errors: ['stock_below_reserved'],
  }),
  uploadPhoto: route({
    tag: 'supplier',
    summary: 'Upload a product photo',
    params: byId,
    upload: true,
    response: c.PhotoView,
    status: 201,
    errors: ['image_invalid', 'too_many_photos', 'payload_too_large'],
  }),
  deletePhoto: route({
    tag: 'supplier',
    summary: 'Delete a product photo',
    params: byId.extend({ photoId: Id }),
    response: Empty,
  }),
  listSupplierCertificates: route({ tag: 'supplier', summary: 'Own certificates', response: SupplierCertificates }),
  getFreightRules: route({ tag: 'supplier', summary: 'Own freight rules', response: c.FreightRules }),
  setFreightRules: route({
    tag: 'supplier',
    summary: 'Replace the freight rules',
    body: c.FreightRules,
    response: c.FreightRules,
  }),
  listSupplierOrders: route({
    tag: 'supplier',
    summary: 'Orders to this supplier',
    query: o.OrderQuery,
    response: o.OrderPage,
  }),
  getSupplierOrder: route({
    tag: 'supplier',
    summary: 'One order to this supplier',
    params: byId,
    response: o.OrderView,
  }),
  shipOrder: route({
    tag: 'supplier',
    summary: 'Ship parcels of an order',
    params: byId,
    body: o.ShipOrderBody,
    response: o.OrderView,
    status: 201,
    errors: ['order_not_shippable', 'shipment_exceeds_order', 'waybill_taken', 'batch_exceeded'],
  }),
  supplierDashboard: route({ tag: 'supplier', summary: 'What is to do and what sells', response: k.SupplierDashboard }),
  exportSupplierOrders: route({ tag: 'supplier', summary: 'Orders as .xlsx', query: o.OrderQuery, response: null }),

  adminDashboard: route({
    tag: 'admin',
    summary: 'Figures and series within the own region',
    query: k.DashboardQuery,
    response: k.Dashboard,
  }),
  listSuppliers: route({
    tag: 'admin',
    summary: 'Suppliers within the own region',
    query: k.SupplierQuery,
    response: k.SupplierPage,
  }),
  listCertificates: route({
    tag: 'admin',
    summary: 'Certificates within the own region',
    query: k.CertificateQuery,
    response: k.CertificateTable,
  }),
  listAdminProducts: route({
    tag: 'admin',
    summary: 'Products within the own region',
    query: k.AdminProductQuery,
    response: k.AdminProductPage,
  }),
  listAdminOrders: route({
    tag: 'admin',
    summary: 'Orders within the own region',
    query: o.OrderQuery,
    response: o.OrderPage,
  }),
  getAdminOrder: route({
    tag: 'admin',
    summary: 'One order within the own region',
    params: byId,
    response: o.OrderView,
  }),
  listPayments: route({
    tag: 'admin',
    summary: 'Payments',
    query: k.PaymentQuery,
    response: k.PaymentPage,
    errors: ['forbidden'],
  }),
  listFailedJobs: route({
    tag: 'admin',
    summary: 'Failed jobs of all queues',
    response: k.FailedJobs,
    errors: ['forbidden', 'service_unavailable'],
  }),
  retryJob: route({
    tag: 'admin',
    summary: 'Run a failed job again',
    params: k.JobParams,
    response: Empty,
    status: 202,
    errors: ['forbidden', 'service_unavailable'],
  }),
  listAudit: route({
    tag: 'admin',
    summary: 'Audit trail',
    query: k.AuditQuery,
    response: k.AuditPage,
    errors: ['forbidden'],
  }),
  listMails: route({
    tag: 'admin',
    summary: 'Mail outbox (development)',
    query: k.PageQuery,
    response: k.MailPage,
    errors: ['forbidden'],
  }),
  exportAdmin: route({
    tag: 'admin',
    summary: 'A console table as .xlsx',
    params: z.object({ kind: z.enum(EXPORT_KIND_CODES) }),
    query: z.object({ q: Words().optional(), region: RegionCode.optional() }),
    response: null,
    errors: ['forbidden'],
  }),
  startImport: route({
    tag: 'admin',
    summary: 'Import products from .csv or .xlsx in the background',
    upload: true,
    response: k.ImportView,
    status: 202,
    errors: ['import_file_invalid', 'import_too_large', 'payload_too_large', 'forbidden'],
  }),
  listImports: route({ tag: 'admin', summary: 'Recent imports', response: k.ImportList, errors: ['forbidden'] }),
  getImport: route({
    tag: 'admin',
    summary: 'One import with its progress and errors',
    params: byId,
    response: k.ImportView,
    errors: ['forbidden'],
  }),

  stripeWebhook: route({
    tag: 'machines',
    summary: 'Payment provider events, signed',
    response: Empty,
    errors: ['webhook_signature_invalid'],
  }),
  carrierWebhook: route({
    tag: 'machines',
    summary: 'Carrier events, signed',
    response: Empty,
    errors: ['webhook_signature_invalid'],
  }),
} as const satisfies Record<RouteId, RouteSchemas>;

type Schemas = typeof schemas;
type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
type In<T> = T extends z.ZodType ? z.input<T> : undefined;
type Field<Id extends RouteId, K extends string> = Schemas[Id] extends Record<K, infer S> ? S : undefined;

/** What a handler receives, parsed. */
export interface RouteInput<Id extends RouteId> {
  params: Out<Field<Id, 'params'>>;
  query: Out<Field<Id, 'query'>>;
  body: Out<Field<Id, 'body'>>;
}
/** What a client sends. */
export type RouteBody<Id extends RouteId> = In<Field<Id, 'body'>>;
export type RouteQuery<Id extends RouteId> = In<Field<Id, 'query'>>;
export type RouteParams<Id extends RouteId> = In<Field<Id, 'params'>>;
/** What a handler gives and a client gets. */
export type RouteResponse<Id extends RouteId> = Out<Field<Id, 'response'>>;

export interface Route extends RoutePath, RouteSchemas {
  readonly id: RouteId;
}
/** The whole table, path and schemas joined. */
export const routes: readonly Route[] = (Object.keys(paths) as RouteId[]).map((id) => ({
  id,
  ...paths[id],
  ...schemas[id],
}));
