/** What people type into fields of amounts and counts; free of Angular, so that the drafts built on it are plain functions. */
export { parseCount, parseYuan, yuanText } from '@yigou/web-ui/format';
