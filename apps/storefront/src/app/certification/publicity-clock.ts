import type { RouteResponse } from '@yigou/contracts';

export type Publicity = RouteResponse<'getPublicity'>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Milliseconds as people say what is left, by day and hour, rounded down: “2天5小时”, “3小时”, “不到1小时”. */
export function leftWords(ms: number): string {
  if (ms < HOUR) return '不到1小时';
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  if (days === 0) return `${hours}小时`;
  return hours === 0 ? `${days}天` : `${days}天${hours}小时`;
}

/** For a list, where hours only count on the last day: “还剩6天”, “还剩5小时”, “已截止”. */
export function daysLeftWords(endsAt: string, now: number): string {
  const ms = Date.parse(endsAt) - now;
  if (ms <= 0) return '已截止';
  return `还剩${ms >= DAY ? `${Math.floor(ms / DAY)}天` : leftWords(ms)}`;
}

/** Share of the time for objections that is over, 0–100. */
export function percentOver(startedAt: string, endsAt: string, now: number): number {
  const start = Date.parse(startedAt);
  const span = Date.parse(endsAt) - start;
  if (span <= 0) return 100;
  return Math.min(100, Math.max(0, Math.round(((now - start) / span) * 100)));
}

export interface Clock {
  readonly state: 'running' | 'paused' | 'over' | 'ended';
  readonly title: string;
  readonly text: string;
}

/** How the time for objections stands, 公示期 (domain R30): it runs, is stopped by an objection, or is over. */
export function clockOf(publicity: Pick<Publicity, 'status' | 'open' | 'endsAt'>, now: number): Clock {
  if (publicity.status === 'examination')
    return {
      state: 'paused',
      title: '公示暂停，正在核查异议',
      text: '收到异议后计时已停。异议不成立，剩余的时间继续走完；异议成立，认定终止。',
    };
  if (publicity.status === 'terminated')
    return { state: 'ended', title: '异议成立，认定已终止', text: '经核查，异议属实，这件产品没有得到认定。' };
  if (publicity.status === 'refused' || publicity.status === 'withdrawn' || publicity.status === 'returned')
    return { state: 'ended', title: '公示已结束', text: '这项申请没有继续，产品没有得到认定。' };
  const left = Date.parse(publicity.endsAt) - now;
  if (publicity.open && left > 0)
    return { state: 'running', title: `还剩${leftWords(left)}`, text: '截止之前，任何人都可以提出异议。' };
  return {
    state: 'over',
    title: '公示已截止',
    text:
      publicity.status === 'issued'
        ? '公示期内没有成立的异议，这件产品已经得到认定。'
        : '公示期满，申请进入后面的审核。发现问题仍可投诉举报。',
  };
}
