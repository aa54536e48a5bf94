import { describe, expect, it } from '@jest/globals';
import { deviceName } from './device-name';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const WECHAT =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0';

describe('name of a device', () => {
  it.each([
    ['storefront', CHROME, '商城 · 谷歌浏览器 · Windows 电脑'],
    ['admin', `${CHROME} Edg/140.0`, '管理后台 · 微软浏览器 · Windows 电脑'],
    ['storefront', WECHAT, '商城 · 微信 · 安卓手机'],
    [
      'storefront',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1',
      '商城 · 苹果浏览器 · 苹果手机',
    ],
    ['admin', 'Mozilla/5.0 (Macintosh) Gecko/20100101 Firefox/143.0', '管理后台 · 火狐浏览器 · 苹果电脑'],
    ['storefront', 'curl/8.0', '商城 · 其他浏览器'],
  ])('of %s with %s', (client, userAgent, name) => {
    expect(deviceName({ client, userAgent })).toBe(name);
  });
});
