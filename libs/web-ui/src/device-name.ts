const BROWSERS = [
  [/MicroMessenger/, '微信'],
  [/\bEdg/, '微软浏览器'],
  [/Firefox|FxiOS/, '火狐浏览器'],
  [/Chrome|CriOS/, '谷歌浏览器'],
  [/Safari/, '苹果浏览器'],
] as const;
const MACHINES = [
  [/iPhone/, '苹果手机'],
  [/iPad/, '苹果平板'],
  [/Android/, '安卓手机'],
  [/Macintosh/, '苹果电脑'],
  [/Windows/, 'Windows 电脑'],
  [/Linux/, 'Linux 电脑'],
] as const;

type Words = readonly (readonly [RegExp, string])[];
const find = (words: Words, text: string) => words.find(([pattern]) => pattern.test(text))?.[1];

/** What a session runs on, so that people know their own devices again: “商城 · 谷歌浏览器 · 苹果电脑”. The order of the lists matters. */
export function deviceName({ client, userAgent }: { readonly client: string; readonly userAgent: string }): string {
  const app = client === 'admin' ? '管理后台' : '商城';
  return [app, find(BROWSERS, userAgent) ?? '其他浏览器', find(MACHINES, userAgent)].filter(Boolean).join(' · ');
}
