import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import {
  aSubstitute,
  aBoughtCampaign,
  aCampaign,
  aLeader,
  aDelivery,
  aNeed,
  aPledge,
  aRecipient,
  aRegistration,
  aSurplus,
  HAND_CODE,
} from '@yigou/campaigns/testing';
import { ORGANISATION_KIND_CODES, paths, type RouteId, routes, type Who } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { PersonalData } from '@yigou/platform';
import { inDays } from '@yigou/testing';
import { aDeliveryPoint } from '@yigou/orders/testing';
import { aCreditCode } from '@yigou/identity/testing';
import { aFinding } from '@yigou/oversight/testing';
import { aBudget, aCorrection, anAdmission, aRoster, aUnit, aUnitChange, thisYear } from '@yigou/procurement/testing';
import {
  AcceptanceHarness,
  anInvoice,
  aStatement,
  PurchasingHarness,
  TransferHarness,
  WANTED,
  taken,
} from '@yigou/purchasing/testing';
import { CONTROLLERS } from './contexts';
import { HealthController } from './http/health.controller';
import { ROUTE_METADATA, type HandledRoute } from './http/handle.decorator';
import { TAKEN_AWAY } from './http/files';
import { claimOf } from './http/request';
import { application, type ApplicationIds, EMPTY_APPLICATION } from './testing/application-fixture';
import { ApiHarness, type Call, type Visitor } from './testing/api.harness';
import { ADDRESS, fileOf, order, shelf, uploadEvidence } from './testing/fixtures';
import { carriedHousehold, type HouseholdIds } from './testing/household-fixtures';
import { aRecall } from './testing/recall-fixture';
import { aCase } from '@yigou/aftersales/testing';
import { anOrder } from '@yigou/orders/testing';
import { supervised, type SupervisionIds } from './testing/supervision-fixtures';

let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

const ids = Object.keys(paths) as RouteId[];
const takes = (who: string) => ids.filter((id) => paths[id].who === who);

describe('the route table', () => {
  it('is handled whole, each route once', () => {
    const handled = CONTROLLERS.flatMap((controller) =>
      Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
        const bound = Reflect.getMetadata(ROUTE_METADATA, controller.prototype[name]) as HandledRoute | undefined;
        return bound ? [bound.route.id] : [];
      }),
    );
    expect([...handled].sort()).toEqual([...ids].sort());
  });

  it('knows every method that any controller binds to a path, so that none is open by oversight', () => {
    for (const controller of CONTROLLERS.filter((candidate) => candidate !== HealthController)) {
      for (const name of Object.getOwnPropertyNames(controller.prototype)) {
        const method = name === 'constructor' ? undefined : controller.prototype[name];
        if (method && Reflect.hasMetadata('path', method))
          expect(Reflect.hasMetadata(ROUTE_METADATA, method)).toBe(true);
      }
    }
  });
});

/** What answers with no JSON and is no file of somebody's data that is taken away. */
const NOT_TAKEN_AWAY = {
  'counts and is written down for itself, since it says more of what was taken': [
    'exportSupplierOrders',
    'exportAdmin',
    'exportReviewBulletin',
    'exportCampaignAddresses',
    'exportStatement',
    'exportSupplierStatement',
    'exportInspectionLedger',
    'auditPack',
    'disputePack',
  ],
  'is a stream of what changes': ['orderStream'],
  'is an empty sheet': ['rosterTemplate', 'householdTemplate', 'campaignAddressTemplate'],
  'is what a page shows of a thing that the reader has open': ['getEvidencePage', 'getEvidenceFile'],
} as const satisfies Record<string, readonly RouteId[]>;

describe('a file that somebody takes away', () => {
  it('counts in a limit of the day and is written down, each but those that say why not', () => {
    const files = routes.filter(({ response, who }) => response === null && who !== 'public').map(({ id }) => id);
    expect([...Object.keys(TAKEN_AWAY), ...Object.values(NOT_TAKEN_AWAY).flat()].toSorted()).toEqual(files.toSorted());
  });
});

/** Each POST that takes no Idempotency-Key, by what a second press of it does. */
const REPEATABLE = {
  'asks; at most the audit trail holds each look': [
    'previewCheckout',
    'previewRegionChange',
    'findHousehold',
    'discloseHousehold',
    'checkBulkList',
    'syncCheckout',
    'syncPledge',
  ],
  'adds one more that is seen at once and taken off by one press: pieces in a cart, at most nine photos': [
    'addToCart',
    'uploadPhoto',
  ],
  'signs in, out or up under a login that is unique, or sends again what is asked to be sent again': [
    'register',
    'login',
    'loginSecondFactor',
    'logout',
    'requestPasswordReset',
    'resetPassword',
    'changePassword',
    'startTotp',
    'confirmTotp',
    'sendLoginCode',
    'verifyLogin',
    'resendInvitation',
  ],
  'is signed by a machine, whose event is taken once by its own id': ['stripeWebhook', 'carrierWebhook'],
  'keeps a file, or reads a sheet for a look, that nothing holds before another call names it': [
    'uploadEvidence',
    'uploadPublicEvidence',
    'uploadInvoiceFile',
    'previewHouseholds',
    'previewRoster',
    'previewBankStatement',
  ],
  'writes what stands there once, anew where it stood': [
    'attachApplicationEvidence',
    'uploadCampaignAddresses',
    'setBudgetCeiling',
    'delegateApproval',
    'beginFiling',
    'nameOperator',
    'bindStaff',
    'renewStaffCode',
    'readNotices',
    'matchBankLine',
    'changeMemberRole',
    'claimReview',
  ],
  'is one while it is open, or once a day: a second one is refused or tells nobody': [
    'appointManager',
    'handOver',
    'inviteUnitManager',
    'askUnitAdmission',
    'remindUnits',
    'remindRegionUnits',
  ],
  'moves what exists from one state to the next, which it does not leave twice': [
    'acceptInvitation',
    'declineInvitation',
    'withdrawInvitation',
    'leaveOrganisation',
    'removeMember',
    'discardJob',
    'retryJob',
    'reportRectification',
    'takeComplaint',
    'withdrawRegionChange',
    'decidePolicyProposal',
    'decideFinanceProposal',
    'withdrawApplication',
    'exitCertificate',
    'withdrawUnitAdmission',
    'decideUnitAdmission',
    'decideRegionAdmission',
    'withdrawUnitChange',
    'decideUnitChange',
    'decideRegionUnitChange',
    'fileFiling',
    'withdrawFiling',
    'discardFiling',
    'approveFilings',
    'returnFilings',
    'confirmFilings',
    'returnRegionFilings',
    'withdrawShareCorrection',
    'answerShareCorrection',
    'decideRegionCorrection',
    'leaveStaff',
    'closeStaffCode',
    'revokeRatioGrant',
    'revokeMandate',
    'submitSupplierFile',
    'exitSupplier',
    'answerBenefitLink',
    'decideFindingBelow',
    'decideRegionFinding',
    'decideAuditedFinding',
    'publishProduct',
    'leaveLeading',
    'answerLeader',
    'removeLeader',
    'submitCampaign',
    'cancelCampaign',
    'returnCampaign',
    'stopCampaign',
    'closeCampaignComplaint',
    'withdrawRegistration',
    'decideRegistration',
    'closeNeed',
    'withdrawNeed',
    'decideNeed',
    'answerSurplus',
    'withdrawSurplus',
    'withdrawTransfer',
    'returnTransfer',
    'returnAcceptance',
    'redLetterInvoice',
    'withdrawInvoice',
    'receiveInvoice',
    'objectInvoice',
    'confirmStatement',
    'objectStatement',
    'answerStatement',
    'confirmSupplierStatement',
    'objectSupplierStatement',
    'answerSupplierStatement',
    'submitRequisition',
    'withdrawRequisition',
    'approveRequisition',
    'returnRequisition',
    'passOnRequisition',
    'setAsideRecall',
    'reportRecall',
    'closeRecall',
    'returnRecall',
    'withdrawAftersales',
    'sendBackAftersales',
    'escalateAftersales',
    'refuseAftersales',
  ],
} as const satisfies Record<string, readonly RouteId[]>;

describe('a POST that is pressed twice', () => {
  const of = (idempotent: boolean) =>
    ids.filter((id) => paths[id].method === 'POST' && idempotent === 'idempotent' in paths[id]).toSorted();

  it('takes an Idempotency-Key, or is one of those that a second press changes nothing by', () => {
    expect(Object.values(REPEATABLE).flat().toSorted()).toEqual(of(false));
  });

  it('is handled by a command that is given the key, and no other is', () => {
    const given = CONTROLLERS.flatMap((controller) =>
      Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
        const bound = Reflect.getMetadata(ROUTE_METADATA, controller.prototype[name]) as HandledRoute | undefined;
        const taken: Record<string, { factory?: unknown }> =
          Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {};
        return bound && Object.values(taken).some(({ factory }) => factory === claimOf) ? [bound.route.id] : [];
      }),
    );
    expect(given.toSorted()).toEqual(of(true));
  });
});

describe('who may call', () => {
  let buyer: Visitor;
  let supplier: Visitor;
  let viewer: Visitor;
  let county: Visitor;
  let nation: Visitor;
  let treasury: Visitor;
  let auditor: Visitor;
  beforeAll(async () => {
    const [supplierId, office] = [await api.organisation('supplier'), await api.organisation('administration')];
    buyer = await api.person();
    supplier = await api.person({ organisationId: supplierId });
    viewer = await api.person({ organisationId: supplierId, role: 'viewer' });
    county = await api.person({ organisationId: office, regionPrefix: '640422' });
    nation = await api.person({ organisationId: office });
    treasury = await api.person({ organisationId: await api.organisation('finance') });
    auditor = await api.person({ organisationId: await api.organisation('auditor') });
  });

  it.each(ids.filter((id) => !['public', 'signature'].includes(paths[id].who)))(
    '%s: nobody without a session',
    async (id) => {
      expect(await api.anonymous().call(id)).toMatchObject({
        status: 401,
        body: { error: { code: 'unauthenticated' } },
      });
    },
  );

  it.each(takes('supplier'))('%s: no buyer and no administrator', async (id) => {
    for (const visitor of [buyer, nation])
      expect(await visitor.call(id)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });

  it.each(takes('administration'))('%s: no buyer and no supplier', async (id) => {
    for (const visitor of [buyer, supplier])
      expect(await visitor.call(id)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });

  it.each(takes('supplier').filter((id) => paths[id].method !== 'GET'))('%s: nobody who may only look', async (id) => {
    expect(await viewer.call(id)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });

  it.each([
    ...takes('supplier'),
    ...takes('administration'),
    ...takes('finance'),
    ...takes('auditor'),
    ...takes('console'),
  ])('%s: nobody who signed in to the shop, whatever they are a member of', async (id) => {
    const members: Partial<Record<Who, Visitor>> = { supplier, finance: treasury, auditor };
    const member = members[paths[id].who] ?? nation;
    const inTheShop = await api.shop(member);
    expect(await inTheShop.call(id)).toMatchObject({
      status: 401,
      body: { error: { code: 'console_session_needed' } },
    });
  });

  describe.each(ORGANISATION_KIND_CODES)('routes for members of the kind %s', (kind) => {
    it('let in no member of any other kind', async () => {
      for (const other of ORGANISATION_KIND_CODES.filter((one) => one !== kind)) {
        const stranger = await api.person({ organisationId: await api.organisation(other) });
        for (const id of takes(kind))
          expect(await stranger.call(id)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
      }
    });
  });

  const NATIONAL = [
    'listPayments',
    'listComparisons',
    'listFailedJobs',
    'discardJob',
    'retryJob',
    'listRegionChanges',
    'previewRegionChange',
    'enterRegionChange',
    'withdrawRegionChange',
    'listAudit',
    'listMails',
  ] as const satisfies RouteId[];
  it.each(NATIONAL)('%s: no administrator of a county', async (id) => {
    expect((await county.call(id, { params: { queue: 'orders', id: 'x' } })).status).toBe(403);
    expect((await nation.call(id, { params: { queue: 'orders', id: 'x' } })).status).not.toBe(403);
  });

  it.each([
    ['endPaymentCase', { ending: 'refund', reason: '金额不符' }],
    ['retryRefund', { reason: '再退一次' }],
  ] as const)(
    '%s: no administrator of a county, and there is nothing to decide about what is not there',
    async (id, body) => {
      const call = { params: { id: newId() }, body };
      expect((await county.call(id, call)).status).toBe(403);
      expect((await nation.call(id, call)).status).toBe(404);
    },
  );

  it.each(ids.filter((id) => paths[id].method !== 'GET' && !['public', 'signature'].includes(paths[id].who)))(
    '%s: no page of another site, though it has the cookie',
    async (id) => {
      const { who } = paths[id];
      const visitor = who === 'administration' ? nation : who === 'supplier' || who === 'console' ? supplier : buyer;
      const foreign: Record<string, string>[] = [
        { 'X-XSRF-TOKEN': 'wrong' },
        { Origin: 'https://evil.test' },
        { 'Sec-Fetch-Site': 'cross-site' },
      ];
      for (const headers of foreign) {
        expect(await visitor.call(id, { headers })).toMatchObject({
          status: 403,
          body: { error: { code: 'csrf_failed' } },
        });
      }
    },
  );

  it('ends at once with the role and with the session', async () => {
    const gone = await api.person({ organisationId: await api.organisation('supplier') });
    expect((await gone.call('listSupplierProducts')).status).toBe(200);
    await api.test.db.query('DELETE FROM membership WHERE user_id = $1', [gone.userId]);
    expect((await gone.call('listSupplierProducts')).status).toBe(403);
    await api.test.db.query('UPDATE session SET revoked_at = now() WHERE user_id = $1', [gone.userId]);
    expect((await gone.call('listOrders')).body.error?.code).toBe('session_expired');
  });

  it('takes no token that it did not give', async () => {
    for (const token of ['', 'none', 'a'.repeat(43), 'eyJhbGciOiJub25lIn0.e30.']) {
      const answer = await api.anonymous().call('listOrders', { headers: { Cookie: `yg_session=${token}` } });
      expect(answer.status).toBe(401);
    }
  });
});

describe('another’s object', () => {
  /** Each route that names an object that belongs to somebody: how a stranger of the right kind would ask for it. */
  const OWNED: Partial<Record<RouteId, (own: Own) => Call>> = {
    acceptInvitation: (own) => ({ params: { id: own.invitationId } }),
    declineInvitation: (own) => ({ params: { id: own.invitationId } }),
    resendInvitation: (own) => ({ params: { id: own.invitationId } }),
    withdrawInvitation: (own) => ({ params: { id: own.invitationId } }),
    changeMemberRole: (own) => ({ params: { id: own.memberId }, body: { role: 'viewer' } }),
    changeMemberDuties: (own) => ({ params: { id: own.memberId }, body: { duties: ['buy'] } }),
    removeMember: (own) => ({ params: { id: own.memberId }, body: { reason: '捣乱' } }),
    appointManager: (own) => ({ params: { id: own.supplierId }, body: { login: 'z@example.test' } }),
    handOver: (own) => ({ params: { id: own.memberId }, body: { login: 'z@example.test' } }),
    revokeSession: (own) => ({ params: { id: own.sessionId } }),
    updateAddress: (own) => ({ params: { id: own.addressId }, body: ADDRESS }),
    deleteAddress: (own) => ({ params: { id: own.addressId } }),
    saveDeliveryPoint: (own) => ({ params: { id: own.pointId }, body: DELIVERY_POINT }),
    packingSlip: (own) => ({ params: { id: own.unitOrderId } }),
    getCheckout: (own) => ({ params: { id: own.checkoutId } }),
    payCheckout: (own) => ({ params: { id: own.checkoutId } }),
    syncCheckout: (own) => ({ params: { id: own.checkoutId } }),
    getPledge: (own) => ({ params: { id: own.pledgeId } }),
    payPledge: (own) => ({ params: { id: own.pledgeId } }),
    syncPledge: (own) => ({ params: { id: own.pledgeId } }),
    leavePledge: (own) => ({ params: { id: own.pledgeId } }),
    withdrawPledge: (own) => ({ params: { id: own.pledgeId } }),
    answerSubstitute: (own) => ({
      params: { id: own.pledgeId, substituteId: own.substituteId },
      body: { accepts: true },
    }),
    listOpenOrders: (own) => ({ params: { id: own.supplierId } }),
    getOrder: (own) => ({ params: { id: own.orderId } }),
    orderStream: (own) => ({ params: { id: own.orderId } }),
    cancelOrder: (own) => ({ params: { id: own.orderId }, body: { reason: '捣乱' } }),
    endOrderRest: (own) => ({
      params: { id: own.orderId },
      body: { lines: [{ orderLineId: newId(), quantity: 1 }], reason: '捣乱' },
    }),
    confirmReceipt: (own) => ({ params: { id: own.orderId } }),
    orderContract: (own) => ({ params: { id: own.orderId } }),
    extendPayment: (own) => ({ params: { id: own.orderId }, body: { reason: '财政支付系统停机' } }),
    changeFreight: (own) => ({ params: { id: own.orderId }, body: { freightFen: 100 } }),
    signOrder: (own) => ({ params: { id: own.orderId }, body: { totalFen: 100 } }),
    declineOrder: (own) => ({ params: { id: own.orderId }, body: { reason: '没有货' } }),
    supplierOrderContract: (own) => ({ params: { id: own.orderId } }),
    getSupplierProduct: (own) => ({ params: { id: own.productId } }),
    updateSupplierProduct: (own) => ({ params: { id: own.productId }, body: own.update }),
    publishProduct: (own) => ({ params: { id: own.productId } }),
    withdrawProduct: (own) => ({ params: { id: own.productId } }),
    saveBulkOffer: (own) => ({ params: { id: own.skuId }, body: { offer: null } }),
    adjustStock: (own) => ({ params: { id: own.skuId }, body: { delta: 1, reason: '捣乱' } }),
    deletePhoto: (own) => ({ params: { id: own.productId, photoId: newId() } }),
    uploadPhoto: (own) => ({
      params: { id: own.productId },
      rawBody: `--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nx\r\n--x--\r\n`,
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    }),
    getSupplierOrder: (own) => ({ params: { id: own.orderId } }),
    shipOrder: (own) => ({
      params: { id: own.orderId },
      body: { parcels: [{ carrier: 'sf', waybill: 'SF0000001', lines: [{ orderLineId: newId(), quantity: 1 }] }] },
    }),
    endSupplierOrderRest: (own) => ({
      params: { id: own.orderId },
      body: { lines: [{ orderLineId: newId(), quantity: 1 }], reason: '捣乱' },
    }),
    getAdminOrder: (own) => ({ params: { id: own.orderId } }),
    getApplication: (own) => ({ params: { id: own.applicationId } }),
    saveApplication: (own) => ({ params: { id: own.applicationId }, body: { version: 1, form: EMPTY_APPLICATION } }),
    attachApplicationEvidence: (own) => ({
      params: { id: own.applicationId },
      body: { evidenceId: own.evidenceId, kind: 'other' },
    }),
    detachApplicationEvidence: (own) => ({ params: { id: own.applicationId, evidenceId: own.evidenceId } }),
    submitApplication: (own) => ({ params: { id: own.applicationId }, body: { version: 1 } }),
    withdrawApplication: (own) => ({ params: { id: own.applicationId }, body: { reason: '捣乱' } }),
    exitCertificate: (own) => ({ params: { id: own.certificateId }, body: { reason: '捣乱' } }),
    getReview: (own) => ({ params: { id: own.applicationId } }),
    claimReview: (own) => ({ params: { id: own.applicationId }, body: {} }),
    decideReview: (own) => ({
      params: { id: own.applicationId },
      body: { decision: 'refuse', reason: '捣乱', version: 1 },
    }),
    examineObjection: (own) => ({ params: { id: own.objectionId }, body: { finding: 'upheld', reason: '捣乱' } }),
    getAdminCertificate: (own) => ({ params: { id: own.certificateId } }),
    getComplaint: (own) => ({ params: { id: own.complaintId } }),
    takeComplaint: (own) => ({ params: { id: own.complaintId } }),
    answerComplaint: (own) => ({ params: { id: own.complaintId }, body: { founded: false, answer: '查无此事' } }),
    getInspection: (own) => ({ params: { id: own.inspectionId } }),
    recordInspection: (own) => ({
      params: { id: own.inspectionId },
      body: {
        result: 'passed',
        items: { quality: 'ok', price: 'ok', origin: 'ok', sales: 'ok' },
        findings: '捣乱',
        rectifyBy: null,
      },
    }),
    reportRectification: (own) => ({ params: { id: own.inspectionId }, body: { report: '捣乱' } }),
    liftSanction: (own) => ({ params: { id: own.sanctionId }, body: { reason: '捣乱' } }),
    decideAppeal: (own) => ({ params: { id: own.appealId }, body: { upheld: true, reason: '捣乱捣乱' } }),
    removeLicence: (own) => ({ params: { id: own.licenceId } }),
    updateMechanism: (own) => ({ params: { id: own.mechanismId }, body: MECHANISM }),
    endMechanism: (own) => ({ params: { id: own.mechanismId } }),
    listBenefitLinks: (own) => ({ params: { id: own.mechanismId } }),
    linkHousehold: (own) => ({
      params: { id: own.mechanismId },
      body: { idNumber: '11010519491231002X', name: '张三' },
    }),
    unlinkHousehold: (own) => ({ params: { id: own.linkId } }),
    getAdmission: (own) => ({ params: { id: own.supplierId } }),
    decideAdmission: (own) => ({
      params: { id: own.supplierId },
      body: { decision: 'refuse', reason: '捣乱', version: 1 },
    }),
    updateHousehold: (own) => ({
      params: { id: own.householdId },
      body: { version: 1, name: null, idNumber: null, township: '镇', village: '村', people: 1, status: 'risen' },
    }),
    discloseHousehold: (own) => ({ params: { id: own.householdId }, body: { purpose: '随便看看' } }),
    confirmHouseholds: (own) => ({ params: { id: own.householdImportId } }),
    viewSupplierRecall: (own) => ({ params: { id: own.recallId } }),
    setAsideRecall: (own) => ({ params: { id: own.recallId }, body: { lines: [] } }),
    reportRecall: (own) => ({
      params: { id: own.recallId },
      body: { causes: '捣乱捣乱', measures: '捣乱捣乱', evidenceIds: [newId()] },
    }),
    aftersalesTerms: (own) => ({ params: { id: own.orderId } }),
    viewAftersales: (own) => ({ params: { id: own.caseId } }),
    withdrawAftersales: (own) => ({ params: { id: own.caseId } }),
    sendBackAftersales: (own) => ({ params: { id: own.caseId }, body: { carrier: '顺丰', waybill: 'SF1234' } }),
    escalateAftersales: (own) => ({ params: { id: own.caseId }, body: { words: '捣乱捣乱' } }),
    viewSupplierAftersales: (own) => ({ params: { id: own.caseId } }),
    agreeAftersales: (own) => ({ params: { id: own.caseId }, body: { returnTo: '' } }),
    refuseAftersales: (own) => ({ params: { id: own.caseId }, body: { words: '捣乱捣乱' } }),
    receiveAftersales: (own) => ({ params: { id: own.caseId }, body: { restocked: 0 } }),
    viewAdminAftersales: (own) => ({ params: { id: own.caseId } }),
    decideAftersales: (own) => ({
      params: { id: own.caseId },
      body: { granted: false, amountFen: null, words: '捣乱捣乱' },
    }),
    viewRecall: (own) => ({ params: { id: own.recallId } }),
    closeRecall: (own) => ({ params: { id: own.recallId }, body: { reason: '捣乱捣乱' } }),
    returnRecall: (own) => ({ params: { id: own.recallId }, body: { reason: '捣乱捣乱' } }),
    decidePolicyProposal: (own) => ({
      params: { id: own.proposalId },
      body: { decision: 'reject', reason: '捣乱' },
    }),
    decideFinanceProposal: (own) => ({
      params: { id: own.financeProposalId },
      body: { decision: 'reject', reason: '捣乱' },
    }),
    revokeMandate: (own) => ({ params: { id: own.mandateId }, body: { reason: '捣乱' } }),
    getMandateHousehold: (own) => ({ params: { id: own.mandateId } }),
    answerBenefitLink: (own) => ({
      params: { id: own.mandateId, linkId: own.linkId },
      body: { answer: 'confirmed', note: '' },
    }),
    getFiling: (own) => ({ params: { id: own.filingId } }),
    saveFiling: (own) => ({ params: { id: own.filingId }, body: FILING }),
    fileFiling: (own) => ({ params: { id: own.filingId } }),
    withdrawFiling: (own) => ({ params: { id: own.filingId } }),
    discardFiling: (own) => ({ params: { id: own.filingId } }),
    getBudget: (own) => ({ params: { id: own.budgetId } }),
    setBudgetCeiling: (own) => ({ params: { id: own.budgetId }, body: { ceilingFen: 1, reason: '捣乱' } }),
    checkReorder: (own) => ({ params: { from: 'template', id: own.templateId } }),
    renameTemplate: (own) => ({ params: { id: own.templateId }, body: { name: '早餐' } }),
    deleteTemplate: (own) => ({ params: { id: own.templateId } }),
    getRequisition: (own) => ({ params: { id: own.requisitionId } }),
    saveRequisition: (own) => ({ params: { id: own.requisitionId }, body: { ...REQUISITION, lockVersion: 1 } }),
    submitRequisition: (own) => ({ params: { id: own.requisitionId } }),
    withdrawRequisition: (own) => ({ params: { id: own.requisitionId } }),
    approveRequisition: (own) => ({ params: { id: own.requisitionId }, body: { linesHash: 'f'.repeat(64) } }),
    returnRequisition: (own) => ({ params: { id: own.requisitionId }, body: { reason: '捣乱' } }),
    passOnRequisition: (own) => ({ params: { id: own.requisitionId } }),
    getAcceptableOrder: (own) => ({ params: { id: own.unitOrderId } }),
    signAcceptance: (own) => ({
      params: { id: own.unitOrderId },
      body: { lines: [taken(newId(), 1)], remark: '', recordedAt: '2026-11-28T00:00:00Z' },
    }),
    getAcceptance: (own) => ({ params: { id: own.acceptanceId } }),
    acceptancePdf: (own) => ({ params: { id: own.acceptanceId } }),
    confirmAcceptance: (own) => ({ params: { id: own.acceptanceId } }),
    returnAcceptance: (own) => ({ params: { id: own.acceptanceId }, body: { reason: '捣乱' } }),
    getIssuedInvoice: (own) => ({ params: { id: own.invoiceId } }),
    issuedInvoiceFile: (own) => ({ params: { id: own.invoiceId } }),
    redLetterInvoice: (own) => ({
      params: { id: own.invoiceId },
      body: { redNumber: '2'.repeat(20), reason: '捣乱' },
    }),
    withdrawInvoice: (own) => ({ params: { id: own.invoiceId }, body: { reason: '捣乱' } }),
    getInvoice: (own) => ({ params: { id: own.invoiceId } }),
    invoiceFile: (own) => ({ params: { id: own.invoiceId } }),
    receiveInvoice: (own) => ({ params: { id: own.invoiceId } }),
    objectInvoice: (own) => ({ params: { id: own.invoiceId }, body: { reason: '捣乱' } }),
    getStatement: (own) => ({ params: { id: own.statementId } }),
    statementPdf: (own) => ({ params: { id: own.statementId } }),
    exportStatement: (own) => ({ params: { id: own.statementId } }),
    confirmStatement: (own) => ({ params: { id: own.statementId }, body: { hash: 'f'.repeat(64) } }),
    objectStatement: (own) => ({
      params: { id: own.statementId },
      body: { hash: 'f'.repeat(64), line: null, reason: '捣乱' },
    }),
    answerStatement: (own) => ({ params: { id: own.statementId }, body: { reason: '捣乱' } }),
    getSupplierStatement: (own) => ({ params: { id: own.statementId } }),
    supplierStatementPdf: (own) => ({ params: { id: own.statementId } }),
    exportSupplierStatement: (own) => ({ params: { id: own.statementId } }),
    confirmSupplierStatement: (own) => ({ params: { id: own.statementId }, body: { hash: 'f'.repeat(64) } }),
    objectSupplierStatement: (own) => ({
      params: { id: own.statementId },
      body: { hash: 'f'.repeat(64), line: null, reason: '捣乱' },
    }),
    answerSupplierStatement: (own) => ({ params: { id: own.statementId }, body: { reason: '捣乱' } }),
    getPayable: (own) => ({ params: { id: own.payableId } }),
    submitTransfer: (own) => ({
      params: { id: own.payableId },
      body: { amountFen: 1, paidOn: '2026-01-05', vouchers: [newId()], remark: '' },
    }),
    withdrawTransfer: (own) => ({ params: { id: own.transferId }, body: { reason: '捣乱' } }),
    getTransfer: (own) => ({ params: { id: own.transferId } }),
    confirmTransfer: (own) => ({ params: { id: own.transferId }, body: { receivedFen: 1 } }),
    returnTransfer: (own) => ({ params: { id: own.transferId }, body: { reason: '捣乱' } }),
    confirmBankStatement: (own) => ({ params: { id: own.bankStatementId } }),
    getBankLine: (own) => ({ params: { id: own.bankLineId } }),
    matchBankLine: (own) => ({ params: { id: own.bankLineId }, body: { transferId: own.transferId } }),
    unmatchBankLine: (own) => ({ params: { id: own.bankLineId } }),
    ignoreBankLine: (own) => ({ params: { id: own.bankLineId }, body: { ignored: true } }),
    confirmBankLine: (own) => ({ params: { id: own.bankLineId }, body: { transferId: own.transferId } }),
    sendTransferRefund: (own) => ({
      params: { id: own.owedRefundId },
      body: { paidOn: '2026-01-05', vouchers: [newId()] },
    }),
    placeRequisition: (own) => ({
      params: { id: own.requisitionId },
      body: { linesHash: 'f'.repeat(64), addressId: newId(), expectedTotalFen: 1 },
    }),
    getMyCampaign: (own) => ({ params: { id: own.campaignId } }),
    saveCampaign: (own) => ({ params: { id: own.campaignId }, body: CAMPAIGN }),
    submitCampaign: (own) => ({ params: { id: own.campaignId } }),
    cancelCampaign: (own) => ({ params: { id: own.campaignId }, body: { reason: '捣乱' } }),
    fileCampaignReport: (own) => ({
      params: { id: own.campaignId },
      body: { text: '捣乱的人说的进展，没有这回事', photos: [] },
    }),
    uploadCampaignAddresses: (own) => ({
      params: { id: own.campaignId },
      ...fileOf(Buffer.from('姓名,手机号,地址\n张三,13900000001,某市某区某路 1 号'), '名单.csv'),
    }),
    removeCampaignAddresses: (own) => ({ params: { id: own.campaignId } }),
    getCampaignAsk: (own) => ({ params: { id: own.campaignId } }),
    answerCampaign: (own) => ({ params: { id: own.campaignId }, body: { answer: 'agree', reason: '' } }),
    listSubstitutes: (own) => ({ params: { id: own.campaignId } }),
    offerSubstitute: (own) => ({
      params: { id: own.campaignId },
      body: {
        goodsId: own.campaignId,
        skuId: own.skuId,
        priceFen: 1,
        answerBy: '2030-01-01T00:00:00Z',
        reason: '捣乱',
      },
    }),
    withdrawSubstitute: (own) => ({ params: { id: own.substituteId } }),
    exportCampaignPacks: (own) => ({ params: { id: own.campaignId } }),
    getCampaignToReview: (own) => ({ params: { id: own.campaignId } }),
    approveCampaign: (own) => ({ params: { id: own.campaignId } }),
    returnCampaign: (own) => ({ params: { id: own.campaignId }, body: { reason: '捣乱' } }),
    stopCampaign: (own) => ({ params: { id: own.campaignId }, body: { reason: '捣乱' } }),
    closeCampaignComplaint: (own) => ({ params: { id: own.campaignComplaintId }, body: { answer: '捣乱' } }),
    withdrawUnitChange: (own) => ({ params: { id: own.unitChangeId } }),
    decideUnitChange: (own) => ({ params: { id: own.unitChangeId }, body: { decision: 'accept', reason: '' } }),
    decideRegionUnitChange: (own) => ({ params: { id: own.unitChangeId }, body: { decision: 'accept', reason: '' } }),
    decideUnitAdmission: (own) => ({ params: { id: own.admissionId }, body: { decision: 'accept', reason: '' } }),
    withdrawShareCorrection: (own) => ({ params: { id: own.correctionId } }),
    answerShareCorrection: (own) => ({ params: { id: own.correctionId }, body: { decision: 'agree', reason: '' } }),
    decideRegionCorrection: (own) => ({
      params: { id: own.correctionId },
      body: { decision: 'approve', reason: '' },
    }),
    decideFindingBelow: (own) => ({ params: { id: own.findingId }, body: { decision: 'dismiss', reason: '捣乱' } }),
    decideRegionFinding: (own) => ({ params: { id: own.findingId }, body: { decision: 'dismiss', reason: '捣乱' } }),
    decideAuditedFinding: (own) => ({ params: { id: own.findingId }, body: { decision: 'dismiss', reason: '捣乱' } }),
    listUnitRecords: (own) => ({ params: { id: own.otherUnitId } }),
    auditPack: (own) => ({ params: { id: own.otherUnitId }, query: 'from=2026-01-01&to=2026-12-31' }),
    confirmRoster: (own) => ({ params: { id: own.rosterId } }),
    inviteUnitManager: (own) => ({ params: { id: own.otherUnitId }, body: { login: 'nobody@example.test' } }),
    decideRegionAdmission: (own) => ({ params: { id: own.admissionId }, body: { decision: 'accept', reason: '' } }),
    revokeRatioGrant: (own) => ({ params: { id: own.grantId }, body: { reason: '捣乱' } }),
    getRegionFiling: (own) => ({ params: { id: own.filingId } }),
    getFulfilment: (own) => ({ params: { id: own.boughtCampaignId } }),
    listHandOuts: (own) => ({ params: { id: own.boughtCampaignId } }),
    handOutListPdf: (own) => ({ params: { id: own.boughtCampaignId } }),
    closeHandOut: (own) => ({ params: { id: own.boughtCampaignId }, body: { leftShares: 3, note: '' } }),
    publishCampaign: (own) => ({ params: { id: own.boughtCampaignId } }),
    handOutPledge: (own) => ({
      params: { id: own.boughtPledgeId },
      body: { proof: 'code', code: HAND_CODE, at: '2026-11-28T03:00:00Z' },
    }),
    getOwnParticipation: (own) => ({ params: { id: own.boughtPledgeId } }),
    exportCampaignAddresses: (own) => ({ params: { id: own.boughtOrderId } }),
    resubmitRegistration: (own) => ({ params: { id: own.registrationId }, body: REGISTRATION }),
    withdrawRegistration: (own) => ({ params: { id: own.registrationId } }),
    getRegistration: (own) => ({ params: { id: own.registrationId } }),
    decideRegistration: (own) => ({ params: { id: own.registrationId }, body: { decision: 'approve', reason: '' } }),
    getOwnNeed: (own) => ({ params: { id: own.needId } }),
    saveNeed: (own) => ({ params: { id: own.needId }, body: NEED }),
    closeNeed: (own) => ({ params: { id: own.needId }, body: { reason: '捣乱' } }),
    withdrawNeed: (own) => ({ params: { id: own.needId } }),
    getNeedReview: (own) => ({ params: { id: own.needId } }),
    decideNeed: (own) => ({ params: { id: own.needId }, body: { decision: 'approve', reason: '' } }),
    getCampaignRequest: (own) => ({ params: { id: own.donationId } }),
    getDelivery: (own) => ({ params: { id: own.givenOrderId } }),
    signDelivery: (own) => ({
      params: { id: own.givenOrderId },
      body: {
        lines: [{ orderLineId: newId(), received: 1, short: 0, damaged: 0, note: '', photos: [] }],
        remark: '',
        recordedAt: '2026-11-28T00:00:00Z',
      },
    }),
    reallocate: (own) => ({
      params: { id: own.donationId },
      body: { orderLineId: newId(), toId: newId(), pieces: 1, note: '' },
    }),
    answerSurplus: (own) => ({ params: { id: own.surplusId }, body: { decision: 'accept', reason: '' } }),
    withdrawSurplus: (own) => ({ params: { id: own.surplusId } }),
    answerDonationSubstitute: (own) => ({
      params: { id: own.donationId, substituteId: own.substituteId },
      body: { accepts: true },
    }),
    answerCampaignNeed: (own) => ({ params: { id: own.donationId }, body: { decision: 'refuse', reason: '捣乱' } }),
    getLeading: (own) => ({ params: { id: own.campaignId } }),
    listLedPledges: (own) => ({ params: { id: own.campaignId } }),
    getSortingList: (own) => ({ params: { id: own.campaignId } }),
    sortingListXlsx: (own) => ({ params: { id: own.campaignId } }),
    sortingListPdf: (own) => ({ params: { id: own.campaignId } }),
    leaveLeading: (own) => ({ params: { id: own.campaignId } }),
    listLeaders: (own) => ({ params: { id: own.campaignId } }),
    openLeaders: (own) => ({ params: { id: own.campaignId }, body: { open: false } }),
    answerLeader: (own) => ({ params: { id: own.leaderId }, body: { decision: 'refuse', reason: '捣乱' } }),
    removeLeader: (own) => ({ params: { id: own.leaderId }, body: { reason: '捣乱' } }),
    getEvidence: (own) => ({ params: { id: own.evidenceId } }),
    getEvidencePage: (own) => ({ params: { id: own.evidenceId, page: '1' } }),
    getEvidenceFile: (own) => ({ params: { id: own.evidenceId } }),
  };
  /** Named by what is no one's: a job, an import, a kind of export; or the whole country's, as payments are. */
  const COMMON: readonly RouteId[] = [
    'joinCampaign',
    'askToLead',
    'discardJob',
    'retryJob',
    'rememberImportColumns',
    'withdrawRegionChange',
    'getImport',
    'importRefusedRows',
    'answerImport',
    'confirmImport',
    'discardImport',
    'previewImportUndo',
    'undoImport',
    'exportAdmin',
    'endPaymentCase',
    'retryRefund',
    'disputePack',
    // A year is everybody's.
    'getShareYear',
    // What is published is read by everybody whom it concerns.
    'getShareBulletin',
    'shareBulletinXlsx',
    'shareBulletinPdf',
    'getShareProgress',
    'beginFiling',
  ];

  const MECHANISM = {
    kind: 'employment',
    incomeKind: 'wage',
    description: '捣乱',
    yearlyFen: null,
    startsOn: '2020-01-01',
    endsOn: null,
  };

  const CAMPAIGN = {
    version: 1,
    title: '捣乱的活动',
    story: '',
    thresholdShares: 1,
    capShares: 1,
    perPledgeShares: 1,
    deadline: null,
    tierFrom: [1],
    freightShareFen: 0,
    shipOn: null,
    deliveryMode: 'pickup',
    recipientId: null,
    place: null,
    goods: [],
    points: [],
  };

  const REQUISITION = { ...WANTED, budgetId: null, lines: [] };

  const DELIVERY_POINT = {
    name: '捣乱',
    contact: '捣乱',
    phone: '13900000000',
    regionCode: '640422',
    detail: '捣乱路 1 号',
    weekdays: [1],
    opens: '08:00',
    closes: '09:00',
    note: '',
    active: true,
  };

  const REGISTRATION = {
    kind: 'recipient',
    type: 'hospital',
    name: '捣乱医院',
    creditCode: aCreditCode('12640422'),
    regionCode: '640422',
    contactName: '捣乱',
    contactPhone: '13900000000',
    proof: [],
  };

  const NEED = {
    title: '捣乱',
    category: null,
    quantity: 1,
    unit: '公斤',
    until: inDays(1),
    why: '捣乱捣乱捣乱捣乱捣乱',
    regionCode: '640422',
    detail: '捣乱路 1 号',
    contactName: '捣乱',
    contactPhone: '13900000000',
  };

  const FILING = {
    canteen: 'own',
    canteenTotalFen: 1,
    ratioBp: 1,
    sharedWithId: null,
    operatorId: null,
    remark: '',
    unionDemandFen: null,
    contactName: '',
    contactPhone: '',
    changeReason: '',
    lockVersion: 1,
  };

  interface Own extends ApplicationIds, SupervisionIds, HouseholdIds {
    supplierId: string;
    recallId: string;
    caseId: string;
    registrationId: string;
    needId: string;
    donationId: string;
    givenOrderId: string;
    surplusId: string;
    admissionId: string;
    correctionId: string;
    unitChangeId: string;
    campaignId: string;
    campaignComplaintId: string;
    leaderId: string;
    filingId: string;
    findingId: string;
    grantId: string;
    otherUnitId: string;
    rosterId: string;
    budgetId: string;
    requisitionId: string;
    templateId: string;
    unitOrderId: string;
    pointId: string;
    acceptanceId: string;
    invoiceId: string;
    statementId: string;
    payableId: string;
    transferId: string;
    bankLineId: string;
    bankStatementId: string;
    owedRefundId: string;
    evidenceId: string;
    sessionId: string;
    invitationId: string;
    memberId: string;
    proposalId: string;
    financeProposalId: string;
    addressId: string;
    checkoutId: string;
    pledgeId: string;
    substituteId: string;
    orderId: string;
    productId: string;
    skuId: string;
    update: unknown;
    boughtCampaignId: string;
    boughtPledgeId: string;
    boughtOrderId: string;
  }
  let own: Own;
  let strangers: Record<string, Visitor>;
  beforeAll(async () => {
    const goods = await shelf(api);
    const owner = await api.person();
    const placed = await order(owner, goods.skuId);
    const session = await api.test.db.one<{ id: string }>('SELECT id FROM session WHERE user_id = $1', [owner.userId]);
    const sku = { name: '一袋', netWeightGrams: null, priceFen: 1, marketPriceFen: null, active: true };
    const update = {
      name: '改名',
      categorySlug: 'grain',
      description: '',
      countyCode: null,
      certificateNumber: null,
      channels: [],
      skus: [sku],
      version: 1,
    };
    const evidenceId = await uploadEvidence(await api.console(owner));
    const [proposalId, financeProposalId] = [newId(), newId()];
    await api.test.db.query(
      `INSERT INTO policy_proposal (id, name, region_prefix, category, value, source, proposed_by)
       VALUES ($1, 'certification.publicity_days', '640422', '', '7', '测试', $2), ($3, 'share.minimum_bp', '640422', '', '1000', '测试', $2)`,
      [proposalId, owner.userId, financeProposalId],
    );
    const [invitationId, memberId] = [newId(), owner.userId ?? ''];
    const agencyId = await api.organisation('agency');
    await api.seat(memberId, { organisationId: agencyId });
    await api.test.db.query(
      `INSERT INTO invitation (id, organisation_id, login, role, invited_by, status, expires_at)
       VALUES ($1, $2, 'somebody@example.test', 'clerk', $3, 'pending', now() + interval '1 day')`,
      [invitationId, agencyId, memberId],
    );
    const filer = await api.person({ organisationId: await aUnit(api.test, undefined, '640422') }, 'storefront');
    const begun = await filer.call('beginFiling', { params: { year: String(thisYear()) } });
    const { admissionId } = await anAdmission(api.test, await aUnit(api.test, undefined, '640422'), '640422');
    const purchasing = new PurchasingHarness(api.test);
    const grantId = newId();
    await api.test.db.query(
      `INSERT INTO share_ratio_grant (id, unit_id, year, ratio_bp, document_number, granted_by) VALUES ($1, $2, 2026, 500, '1号', $3)`,
      [grantId, await aUnit(api.test, undefined, '640422'), memberId],
    );
    const acceptance = new AcceptanceHarness(api.test);
    const shipped = await acceptance.shipped();
    const transfers = new TransferHarness(api.test);
    const { campaign } = await aCampaign(api.test.db, { reviewPrefix: '640422' }).recruiting();
    const said = { kind: 'other', content: '包装上写着别处的产地', contact: '' };
    const told = await api.anonymous().call('reportCampaign', { params: { id: campaign.id }, body: said });
    const payable = await transfers.signed();
    const statement = Buffer.from('日期,金额\n2026-01-05,1');
    const bought = await aBoughtCampaign(api.test, { deliveryMode: 'pickup', orders: ['to_ship'] });
    const personal = api.app.get(PersonalData);
    const recipientId = await aRecipient(api.test.db);
    const { id: needId } = await aNeed(api.test.db, personal, { recipientId });
    const given = await aDelivery(api.test, recipientId);
    const applied = await application(api, goods.supplierId);
    own = {
      givenOrderId: given.orderId,
      surplusId: await aSurplus(api.test, given, await aRecipient(api.test.db)),
      substituteId: await aSubstitute(api.test.db, bought),
      boughtCampaignId: bought.campaign.id,
      boughtPledgeId: bought.pledges[0]?.id ?? '',
      boughtOrderId: bought.orders[0] ?? '',
      registrationId: (await aRegistration(api.test.db, personal)).id,
      needId,
      donationId: (await aCampaign(api.test.db, { form: 'donation', recipientId, needId }).in('to_recipient')).campaign
        .id,
      bankLineId: await transfers.came(payable, 1),
      bankStatementId: (await transfers.statements.preview(payable.seller, '流水.csv', statement)).id,
      payableId: payable.orderId,
      transferId: await transfers.submit(payable),
      owedRefundId: await transfers.owed(),
      ...placed,
      grantId,
      findingId: await aFinding(api.test.db, { unitId: shipped.unitId, orderIds: [shipped.orderId] }),
      otherUnitId: await aUnit(api.test),
      rosterId: await aRoster(api.test.db, await aUnit(api.test)),
      budgetId: await aBudget(api.test, { unitId: await aUnit(api.test), ceilingFen: 100 }),
      admissionId,
      correctionId: await aCorrection(api.test.db, {
        holder: shipped.orderId,
        unitId: shipped.unitId,
        toUnitId: await aUnit(api.test),
        regionCode: '640422',
      }),
      templateId: await purchasing.template(await purchasing.unit(), [{ skuId: goods.skuId, quantity: 1 }]),
      campaignId: campaign.id,
      campaignComplaintId: String(told.body['id']),
      leaderId: (await aLeader(api.test.db, campaign.id)).id,
      unitChangeId: await aUnitChange(api.test, await aUnit(api.test, undefined, '640422')),
      requisitionId: await purchasing.draft(await purchasing.unit(), [{ skuId: goods.skuId, quantity: 1 }]),
      unitOrderId: shipped.orderId,
      pledgeId: (await aPledge(api.test.db, await aCampaign(api.test.db).recruiting(), { status: 'pending' })).id,
      pointId: await aDeliveryPoint(api.test.db, await aUnit(api.test)),
      invoiceId: await anInvoice(api.test.db, shipped.orderId),
      statementId: await aStatement(api.test, shipped.orderId),
      acceptanceId: await acceptance.sign(shipped, shipped.first),
      filingId: (begun.body['open'] as { id: string }).id,
      invitationId,
      memberId,
      proposalId,
      financeProposalId,
      ...applied,
      recallId: await aRecall(api, {
        supplierId: goods.supplierId,
        certificateId: applied.certificateId,
        userId: owner.userId ?? '',
      }),
      caseId: await aCase(
        api.test.db,
        (await anOrder(api.test.db, { regionCode: '640422' }).shipped()).order.id,
        'applied',
      ),
      productId: goods.productId,
      skuId: goods.skuId,
      sessionId: session?.id ?? '',
      update,
      evidenceId,
      ...(await supervised(api, goods.supplierId, owner.userId ?? '')),
      ...(await carriedHousehold(api, goods.supplierId, { userId: owner.userId ?? '', evidenceId })),
      supplierId: goods.supplierId,
    };
    strangers = {
      user: await api.person(),
      console: await api.person(undefined, 'admin'),
      member: await api.person({ organisationId: await api.organisation('agency') }, 'storefront'),
      agency: await api.person({ organisationId: await aUnit(api.test) }, 'storefront'),
      finance: await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '110101' }),
      auditor: await api.person({ organisationId: await api.organisation('auditor'), regionPrefix: '110101' }),
      recipient: await api.person({ organisationId: await api.organisation('recipient') }),
      supplier: await api.person({ organisationId: await api.organisation('supplier') }),
      administration: await api.person({
        organisationId: await api.organisation('administration'),
        regionPrefix: '110101',
      }),
    };
  });

  const named = ids.filter((id) => paths[id].path.includes(':') && !['public', 'signature'].includes(paths[id].who));
  it('is thought of for every route that names one', () => {
    expect(named.filter((id) => !OWNED[id] && !COMMON.includes(id))).toEqual([]);
  });

  it.each(Object.keys(OWNED) as RouteId[])('%s answers 404', async (id) => {
    const call = OWNED[id];
    const visitor = strangers[paths[id].who];
    if (!call || !visitor) throw new Error('no case');
    expect(await visitor.call(id, call(own))).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
  });
});

describe('fields that a client may not set', () => {
  const writes = routes.filter((route) => route.body && route.who !== 'signature');
  const EXTRA = {
    role: 'manager',
    orgId: newId(),
    organisationId: newId(),
    price: 1,
    priceFen: 1,
    total: 1,
    totalFen: 1,
    status: 'completed',
    id: newId(),
    userId: newId(),
  };
  let visitors: Record<string, Visitor>;
  beforeAll(async () => {
    visitors = {
      public: api.anonymous(),
      user: await api.person(),
      console: await api.person(undefined, 'admin'),
      member: await api.person({ organisationId: await api.organisation('agency') }, 'storefront'),
      agency: await api.person({ organisationId: await aUnit(api.test) }, 'storefront'),
      finance: await api.person({ organisationId: await api.organisation('finance') }),
      auditor: await api.person({ organisationId: await api.organisation('auditor') }),
      recipient: await api.person({ organisationId: await api.organisation('recipient') }),
      supplier: await api.person({ organisationId: await api.organisation('supplier') }),
      administration: await api.person({ organisationId: await api.organisation('administration') }),
      county: await api.person({ organisationId: await api.organisation('administration'), regionPrefix: '640422' }),
    };
  });
  /** Somebody whom the access table lets call the route. */
  const visitorOf = (id: RouteId): Visitor | undefined => {
    const { who, seats } = paths[id];
    return visitors[seats.levels?.includes('national') === false ? 'county' : who];
  };

  it.each(writes.map((route) => route.id))('%s refuses them', async (id) => {
    const answer = await visitorOf(id)?.call(id, { body: EXTRA });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'validation_failed' } } });
  });

  it.each(writes.map((route) => route.id))('%s refuses __proto__ and constructor', async (id) => {
    for (const rawBody of ['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}']) {
      expect((await visitorOf(id)?.call(id, { rawBody }))?.status).toBe(400);
    }
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});
