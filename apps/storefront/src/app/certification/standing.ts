import type { CertificateView, RouteResponse } from '@yigou/contracts';
import {
  CERTIFICATE_ACTIONS,
  CERTIFICATE_WORTHS,
  type CertificateStatus,
  type CertificateWorth,
  isDemoField,
} from '@yigou/contracts/labels';
import type { IconName, TimelineEntry } from '@yigou/web-ui';
import { formatDate, formatInstant } from '@yigou/web-ui/format';

export type CertificatePageView = RouteResponse<'verifyCertificate'>;
/** `demo`: made up, neither good nor bad. */
type Tone = 'good' | 'wait' | 'bad' | 'demo';

export interface Standing {
  /** What stands so: a certificate, or one that was made up. */
  readonly name: '认定证书' | '演示证书';
  readonly word: string;
  readonly icon: IconName;
  readonly tone: Tone;
  /** What it means for somebody who wants to buy. */
  readonly text: string;
}

const STANDINGS: Readonly<Record<CertificateStatus, Omit<Standing, 'name'>>> = {
  valid: { word: '有效', icon: 'check', tone: 'good', text: '证书在有效期内，下列信息与发证记录一致。' },
  suspended: { word: '已暂停', icon: 'pause', tone: 'wait', text: '正在核查或整改，暂停期间不能作为认定产品销售。' },
  expired: { word: '已到期', icon: 'clock', tone: 'bad', text: '有效期已过，不再是认定产品的凭证。' },
  withdrawn: { word: '已撤销', icon: 'close', tone: 'bad', text: '认定已经取消，不再是认定产品的凭证。' },
  exited: { word: '已退出', icon: 'close', tone: 'bad', text: '供应商主动放弃了认定，不再是认定产品的凭证。' },
};

/** How one that was made up stands while nothing ended it: never as a real one does. */
const DEMO: Omit<Standing, 'name'> = {
  word: '',
  icon: 'info',
  tone: 'demo',
  text: '不是任何机构签发的真实证书，不能作为认定的凭证。标有“演示补充”的内容没有公布过，是系统补齐的。',
};

/** What stands in the way of a certificate that says nothing against itself. */
const OBSTACLES: Readonly<Record<Exclude<CertificateWorth, CertificateStatus>, Omit<Standing, 'name'>>> = {
  not_begun: {
    word: CERTIFICATE_WORTHS.not_begun,
    icon: 'clock',
    tone: 'wait',
    text: '有效期还没有开始，现在不能作为认定产品的凭证。',
  },
  supplier_frozen: held('supplier_frozen', 'wait', '解除冻结之前不能作为认定产品销售。'),
  supplier_removed: held('supplier_removed', 'bad', '不再是认定产品的凭证。'),
  supplier_blacklisted: held('supplier_blacklisted', 'bad', '不再是认定产品的凭证。'),
  supplier_exited: held('supplier_exited', 'bad', '不再是认定产品的凭证。'),
  supplier_unadmitted: held('supplier_unadmitted', 'wait', '入驻之前不能作为认定产品销售。'),
  licences_expired: held('licences_expired', 'wait', '登记新的证照之前不能作为认定产品销售。'),
};

/** The word is short, since it follows 证书; the whole reason begins the text. */
function held(worth: CertificateWorth, tone: 'wait' | 'bad', text: string): Omit<Standing, 'name'> {
  const [why, what = ''] = CERTIFICATE_WORTHS[worth].split('，证书');
  return { word: what, icon: tone === 'wait' ? 'pause' : 'close', tone, text: `${why}，${text}` };
}

/** Today in China as YYYY-MM-DD. */
export const marketDay = (instant: string | number): string => formatInstant(new Date(instant), 'date');

/** How a certificate stands on a day. The term is looked at as well: the status follows it in the night, not at the minute. */
export function worthOn({ worth, validTo }: Pick<CertificateView, 'worth' | 'validTo'>, day: string): CertificateWorth {
  return worth === 'valid' && validTo < day ? 'expired' : worth;
}

export function standingOf(certificate: Pick<CertificateView, 'worth' | 'validTo' | 'demo'>, day: string): Standing {
  const standing = { ...STANDINGS, ...OBSTACLES }[worthOn(certificate, day)];
  if (!certificate.demo) return { name: '认定证书', ...standing };
  return { name: '演示证书', ...(standing.tone === 'good' ? DEMO : standing) };
}

/** “自2027年1月1日起”; an expired certificate counts from the day after its term. */
export function sinceWords(page: Pick<CertificatePageView, 'certificate' | 'statusSince' | 'checkedAt'>): string {
  const { certificate } = page;
  const worth = worthOn(certificate, marketDay(page.checkedAt));
  if (worth === 'not_begun') return `有效期自${formatDate(certificate.validFrom)}起`;
  if (worth === 'expired') return `有效期到${formatDate(certificate.validTo)}为止`;
  const made = isDemoField(certificate.demoFields, '有效期止') ? '演示' : '';
  if (worth === 'valid') return `${made}有效期至${formatDate(certificate.validTo)}`;
  return `自${formatDate(marketDay(page.statusSince))}起`;
}

/** Newest first; what takes something away from the certificate is marked. */
export function certificateTimeline(steps: CertificatePageView['steps']): TimelineEntry[] {
  const newest = [...steps].sort((a, b) => b.at.localeCompare(a.at));
  return newest.map((step, index) => ({
    title: CERTIFICATE_ACTIONS[step.action],
    at: step.at,
    text: step.reason === CERTIFICATE_ACTIONS[step.action] ? '' : step.reason,
    mark: step.to !== 'valid' && index === 0 ? 'bad' : index === 0 ? 'now' : 'past',
  }));
}

const STOPS: Readonly<Record<Exclude<CertificateWorth, 'valid'>, string>> = {
  suspended: '它的认定证书已暂停，正在核查或整改。恢复之前不能购买。',
  expired: '它的认定证书已到期，续期之前不能购买。',
  withdrawn: '它的认定证书已被撤销，不能再作为认定产品购买。',
  exited: '供应商已放弃它的认定证书，不能再作为认定产品购买。',
  not_begun: '它的认定证书还没有到生效的日子，到时才能购买。',
  supplier_frozen: '它的供应商已被冻结，解除之前不能购买。',
  supplier_removed: '它的供应商已被清退，不能购买。',
  supplier_blacklisted: '它的供应商已列入黑名单，不能购买。',
  supplier_exited: '它的供应商已退出，不能购买。',
  supplier_unadmitted: '它的供应商还没有入驻，不能购买。',
  licences_expired: '它的供应商证照已过期，登记新的证照之前不能购买。',
};

/** Why a product that is not listed cannot be bought, as far as its certificate tells. */
export function saleStop(certificate: CertificateView | null, day: string): { title: string; text: string } {
  const worth = certificate ? worthOn(certificate, day) : 'valid';
  if (worth !== 'valid') return { title: '已停止销售', text: STOPS[worth] };
  return { title: '已下架', text: '供应商目前不销售这件产品。已经下的订单照常处理。' };
}
