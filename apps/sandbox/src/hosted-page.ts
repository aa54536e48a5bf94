import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { CardForm, PaymentPage } from './hosted-page-view';
import { messagePage, paymentPage } from './hosted-page-view';
import { offeredMethods } from './payment-intents';
import type { PaymentIntentRecord } from './payment-intents';
import { isCardNumber, methodOfType, methodType } from './payment-methods';
import type { CardData, ChosenMethod, MethodType } from './payment-methods';
import { attemptPayment } from './payments';
import { parseForm } from './v1';
import type { World } from './world';

const formSchema = z.object({
  client_secret: z.string(),
  action: z.enum(['pay', 'abandon']),
  method: methodType.optional(),
  card_number: z.string().max(24).default(''),
  card_expiry: z.string().max(24).default(''),
  card_cvc: z.string().max(24).default(''),
});

type Problem = NonNullable<PaymentPage['problem']>;

const DECLINED: Record<string, string> = {
  insufficient_funds: '银行拒绝了这笔付款：余额不足。没有扣款，请换一张卡或换一种支付方式。',
  expired_card: '银行拒绝了这笔付款：卡已过期。没有扣款，请换一张卡或换一种支付方式。',
};

/** The page to which `next_action.redirect_to_url` leads. The client secret, known to shop and payer alone, opens it. */
export function hostedPage(world: World) {
  return async function plugin(app: FastifyInstance): Promise<void> {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: unknown, body: string) => parseForm(body),
    );
    app.get<{ Params: { id: string }; Querystring: { client_secret?: unknown } }>(
      '/pay/:id',
      async (request, reply) => {
        const record = open(world, request.params.id, request.query.client_secret);
        return record?.returnUrl ? show(world, record, reply, {}) : notFound(reply);
      },
    );
    app.post<{ Params: { id: string } }>('/pay/:id', async (request, reply) => {
      const form = formSchema.safeParse(request.body);
      const record = form.success ? open(world, request.params.id, form.data.client_secret) : undefined;
      if (!form.success || !record?.returnUrl) return notFound(reply);
      return submit(world, record, form.data, reply);
    });
  };
}

function submit(
  world: World,
  record: PaymentIntentRecord,
  form: z.infer<typeof formSchema>,
  reply: FastifyReply,
): FastifyReply {
  const { intent } = record;
  // Pressed twice, or in a second tab: the first press has decided.
  if (isSettled(record)) return intent.status === 'canceled' ? show(world, record, reply, {}) : back(record, reply);
  const type = form.method ?? offeredMethods(intent)[0];
  if (!type || !offeredMethods(intent).includes(type)) {
    return show(world, record, reply, {
      problem: { message: '这笔订单不支持所选的支付方式，请另选一种。', field: undefined },
    });
  }
  if (form.action === 'abandon') {
    attemptPayment(world, record, { method: methodOfType(type), outcome: 'abandon' });
    return back(record, reply);
  }
  const card: CardForm = { number: form.card_number, expiry: form.card_expiry, cvc: form.card_cvc };
  const method = type === 'card' ? cardMethod(card) : methodOfType(type);
  if ('message' in method) return show(world, record, reply, { chosen: type, card, problem: method });
  attemptPayment(world, record, { method, outcome: undefined });
  return intent.last_payment_error && intent.status === 'requires_payment_method'
    ? show(world, record, reply, { chosen: type, card, problem: refusal(record, type) })
    : back(record, reply);
}

/** The intent, when the caller knows its secret. */
function open(world: World, id: string, secret: unknown): PaymentIntentRecord | undefined {
  const record = world.intents.get(id);
  if (!record || typeof secret !== 'string') return undefined;
  const [given, wanted] = [Buffer.from(secret), Buffer.from(record.intent.client_secret ?? '')];
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? record : undefined;
}

const isSettled = ({ intent }: PaymentIntentRecord): boolean =>
  ['succeeded', 'requires_capture', 'processing', 'canceled'].includes(intent.status);

function show(
  world: World,
  record: PaymentIntentRecord,
  reply: FastifyReply,
  more: Partial<PaymentPage>,
): FastifyReply {
  const { intent } = record;
  const link = { href: returnAddress(record), label: '返回商家' };
  if (intent.status === 'canceled')
    return page(record, reply, 410, messagePage('支付已关闭', '这笔支付已被商家取消，没有扣款。', link));
  if (isSettled(record))
    return page(record, reply, 200, messagePage('支付已完成', '这笔支付已经处理，不会重复扣款。', link));
  const chosen = more.chosen ?? record.method?.type;
  const view = { merchant: world.config.merchantName, intent, card: more.card, problem: more.problem, chosen };
  return page(record, reply, more.problem ? 422 : 200, paymentPage(view));
}

/** Back to the shop, which must ask the API how it went: the address only hints. */
function back(record: PaymentIntentRecord, reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(returnAddress(record), 303);
}

function returnAddress({ intent, returnUrl }: PaymentIntentRecord): string {
  const url = new URL(returnUrl ?? '');
  const status: Record<string, string> = {
    succeeded: 'succeeded',
    requires_capture: 'succeeded',
    processing: 'pending',
  };
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '');
  url.searchParams.set('redirect_status', status[intent.status] ?? 'failed');
  return url.href;
}

function notFound(reply: FastifyReply): FastifyReply {
  return page(
    undefined,
    reply,
    404,
    messagePage('找不到这笔支付', '链接不完整或已失效，没有扣款。请回到商家重新发起支付。', undefined),
  );
}

function page(
  record: PaymentIntentRecord | undefined,
  reply: FastifyReply,
  status: number,
  text: string,
): FastifyReply {
  // Browsers apply form-action to the redirect that follows the form, too: the shop's origin must be in it.
  const shop = record?.returnUrl ? new URL(record.returnUrl).origin : '';
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self' ${shop}; base-uri 'none'; frame-ancestors 'none'`;
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(text);
}

function cardMethod(form: CardForm): ChosenMethod | Problem {
  const number = form.number.replace(/[\s-]/g, '');
  if (!isCardNumber(number)) return { message: '卡号不正确，请检查后重填。', field: 'number' };
  const [, month = '', year = ''] = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(form.expiry) ?? [];
  const card: CardData = { number, expMonth: Number(month), expYear: 2000 + Number(year) };
  const firstInvalidDay = Date.UTC(card.expYear, card.expMonth, 1);
  if (month === '' || card.expMonth < 1 || card.expMonth > 12 || firstInvalidDay <= Date.now()) {
    return { message: '有效期不正确或已过期，请按“月/年”填写，例如 12/30。', field: 'expiry' };
  }
  if (!/^\d{3,4}$/.test(form.cvc.trim())) return { message: '安全码应为 3 或 4 位数字。', field: 'cvc' };
  return { ...methodOfType('card'), card };
}

function refusal({ intent }: PaymentIntentRecord, type: MethodType): Problem {
  if (type !== 'card')
    return { message: '支付失败：支付机构拒绝了这笔付款。没有扣款，请重试或换一种支付方式。', field: undefined };
  const reason = DECLINED[intent.last_payment_error?.decline_code ?? ''];
  return { message: reason ?? '支付失败：银行拒绝了这笔付款。没有扣款，请换一张卡或换一种支付方式。', field: 'number' };
}
