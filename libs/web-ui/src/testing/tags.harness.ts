import { wordsOf } from './words.harness';

export const StatusTagHarness = wordsOf('yg-status-tag');
export const StockTagHarness = wordsOf('yg-stock-tag');
export const DemoTagHarness = wordsOf('yg-demo-tag');
export const DemoFieldHarness = wordsOf('yg-demo-field');
export const CertificateBadgeHarness = wordsOf('yg-certificate-badge');
