import { Html } from './html';

/** One sheet for all hosted pages: no script and no outside file, so that the page's policy can forbid both. */
export const STYLES = new Html(`
:root{--ink:#1F2A24;--paper:#FAF8F3;--surface:#fff;--line:#E6E1D6;--edge:#8A8577;--muted:#5F665D;--green:#2F7D4F;--action:#BF4512;--alarm:#B3261E}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 "PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums}
.notice{margin:0;padding:8px 16px;background:#FFF3CD;border-bottom:1px solid #E5CF8A;color:#5C4400;text-align:center;font-size:14px}
main{max-width:960px;margin:32px auto;padding:0 16px;display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:24px;align-items:start}
main.single{max-width:480px;grid-template-columns:1fr}
section{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:24px}
h1{margin:0;font-size:16px;font-weight:600}h2{margin:0 0 16px;font-size:20px}
.merchant{display:flex;gap:12px;align-items:center}
.mark{width:40px;height:40px;border-radius:8px;background:var(--green);color:#fff;display:grid;place-items:center;font-size:20px;font-weight:700;flex:none}
.muted{color:var(--muted);font-size:14px}
.amount{margin:24px 0 16px;font-size:40px;font-weight:700;line-height:1.2}.amount small{font-size:22px}
dl{margin:0;border-top:1px solid var(--line);padding-top:12px;font-size:14px}
dl div{display:flex;justify-content:space-between;gap:16px;padding:4px 0}dt{color:var(--muted);flex:none}dd{margin:0;text-align:right;overflow-wrap:anywhere}
fieldset{border:0;margin:0;padding:0;min-width:0}legend{padding:0;margin-bottom:12px;font-size:20px;font-weight:600}
.method{display:flex;align-items:center;gap:12px;min-height:56px;padding:8px 16px;margin-bottom:8px;border:1px solid var(--edge);border-radius:8px;cursor:pointer}
.method:has(:checked){border-color:var(--green);box-shadow:inset 0 0 0 1px var(--green);background:#F3F9F5}
.method:has(:focus-visible),input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid #2B6CB0;outline-offset:2px}
.method input{width:20px;height:20px;margin:0;accent-color:var(--green)}
.badge{width:32px;height:32px;border-radius:8px;color:#fff;display:grid;place-items:center;font-weight:700;flex:none}
.alipay{background:#0B5FD8}.wechat_pay{background:#067A3E}.card-mark{background:#3B4A6B}
.card{display:none;padding:4px 0 8px}form:has(#m-card:checked) .card{display:grid;grid-template-columns:1fr 1fr;gap:12px}
.card .wide{grid-column:1/-1}.card label{display:block;font-size:14px;margin-bottom:4px}
.card input{width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--edge);border-radius:8px;font:inherit;background:#fff;color:inherit}
.card [aria-invalid=true]{border-color:var(--alarm)}
.error{margin:0 0 16px;padding:12px 16px;border:1px solid var(--alarm);border-radius:8px;background:#FDF1F0;color:#8C1D18}
button,.button{display:block;width:100%;min-height:48px;padding:10px 16px;border-radius:8px;border:1px solid transparent;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.primary{margin-top:16px;background:var(--action);color:#fff}.primary:hover{background:#A63A0E}
.plain{margin-top:8px;background:transparent;color:var(--ink);border-color:var(--edge)}.plain:hover{background:#F3EFE6}
.foot{margin:16px 0 0;color:var(--muted);font-size:14px}
@media (max-width:720px){main{grid-template-columns:1fr;margin:16px auto;gap:12px}section{padding:16px}.amount{margin:16px 0 12px;font-size:34px}}
`);
