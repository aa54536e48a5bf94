import type Stripe from 'stripe';
import { STYLES } from './hosted-page-styles';
import { html } from './html';
import type { Html } from './html';
import { offeredMethods } from './payment-intents';
import { METHOD_LABELS, TEST_CARD, defaultCard } from './payment-methods';
import type { MethodType } from './payment-methods';

export interface CardForm {
  number: string;
  expiry: string;
  cvc: string;
}

export interface PaymentPage {
  merchant: string;
  intent: Stripe.PaymentIntent;
  chosen: MethodType | undefined;
  card: CardForm | undefined;
  /** What went wrong the last time, in the payer's words, and the field it belongs to. */
  problem: { message: string; field: keyof CardForm | undefined } | undefined;
}

const MARKS: Record<MethodType, { sign: string; style: string; hint: string }> = {
  alipay: { sign: '支', style: 'alipay', hint: '使用支付宝余额或绑定的银行卡' },
  wechat_pay: { sign: '微', style: 'wechat_pay', hint: '使用微信零钱或绑定的银行卡' },
  card: { sign: '卡', style: 'card-mark', hint: '已填好一张测试卡' },
};

/** Where the payer chooses how to pay. */
export function paymentPage(page: PaymentPage): string {
  const { intent, merchant, problem } = page;
  const offered = offeredMethods(intent);
  const chosen = page.chosen ?? offered[0];
  return document(
    `向${merchant}付款`,
    html`<main>
      <section aria-labelledby="merchant">
        <div class="merchant">
          <span class="mark" aria-hidden="true">${merchant.slice(0, 1)}</span>
          <div>
            <h1 id="merchant">${merchant}</h1>
            <span class="muted">收款方</span>
          </div>
        </div>
        <p class="amount"><small>¥</small>${yuanPart(intent.amount)}<small>.${fenPart(intent.amount)}</small></p>
        <dl>
          ${
            intent.description
              ? html`<div>
                  <dt>商品</dt>
                  <dd>${intent.description}</dd>
                </div>`
              : undefined
          }
          <div>
            <dt>支付单号</dt>
            <dd>${intent.id}</dd>
          </div>
          <div>
            <dt>币种</dt>
            <dd>${intent.currency === 'cny' ? '人民币' : intent.currency.toUpperCase()}</dd>
          </div>
        </dl>
      </section>
      <section>
        ${problem ? html`<p class="error" role="alert" id="problem">${problem.message}</p>` : undefined}
        <form method="post" action="/pay/${intent.id}" autocomplete="off" novalidate>
          <input type="hidden" name="client_secret" value="${intent.client_secret ?? ''}" />
          <fieldset>
            <legend>选择支付方式</legend>
            ${offered.map((type) => methodOption(type, type === chosen))}
          </fieldset>
          ${offered.includes('card') ? cardFields(page) : undefined}
          <button class="primary" name="action" value="pay">
            确认支付 ¥${yuanPart(intent.amount)}.${fenPart(intent.amount)}
          </button>
          <button class="plain" name="action" value="abandon">放弃支付</button>
        </form>
        <p class="foot">这是开发与演示用的沙箱收银台：不连接任何支付机构，请勿填写真实银行卡。</p>
      </section>
    </main>`,
  );
}

/** A page with one thing to say, and perhaps one way on. */
export function messagePage(title: string, text: string, link: { href: string; label: string } | undefined): string {
  return document(
    title,
    html`<main class="single">
      <section>
        <h2>${title}</h2>
        <p>${text}</p>
        ${link ? html`<a class="button primary" href="${link.href}">${link.label}</a>` : undefined}
      </section>
    </main>`,
  );
}

function methodOption(type: MethodType, checked: boolean): Html {
  const mark = MARKS[type];
  return html`<label class="method">
    <input
      type="radio"
      name="method"
      value="${type}"
      id="m-${type}"
      aria-labelledby="name-${type}"
      aria-describedby="hint-${type}"
      ${checked ? html`checked` : undefined}
    />
    <span class="badge ${mark.style}" aria-hidden="true">${mark.sign}</span>
    <span
      ><span id="name-${type}">${METHOD_LABELS[type]}</span><br /><span class="muted" id="hint-${type}"
        >${mark.hint}</span
      ></span
    >
  </label>`;
}

function cardFields({ card, problem }: PaymentPage): Html {
  const { expYear } = defaultCard();
  const shown = card ?? {
    number: TEST_CARD.replace(/(.{4})(?=.)/g, '$1 '),
    expiry: `12/${String(expYear).slice(-2)}`,
    cvc: '123',
  };
  const field = (name: keyof CardForm, label: string, wide: boolean): Html =>
    html`<div ${wide ? html`class="wide"` : undefined}>
      <label for="card-${name}">${label}</label>
      <input
        id="card-${name}"
        name="card_${name}"
        value="${shown[name]}"
        inputmode="numeric"
        maxlength="24"
        ${problem?.field === name ? html`aria-invalid="true" aria-describedby="problem"` : undefined}
      />
    </div>`;
  return html`<div class="card" role="group" aria-label="银行卡信息">
    ${field('number', '卡号', true)} ${field('expiry', '有效期（月/年）', false)} ${field('cvc', '安全码', false)}
  </div>`;
}

function document(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <title>${title} · 沙箱收银台</title>
        <style>
          ${STYLES}
        </style>
      </head>
      <body>
        <p class="notice">沙箱·演示支付，不会真实扣款</p>
        ${body}
      </body>
    </html>`.source;
}

const yuanPart = (fen: number): string => Math.floor(fen / 100).toLocaleString('en-US');
const fenPart = (fen: number): string => String(fen % 100).padStart(2, '0');
