import * as z from 'zod';
import { zhCN } from 'zod/locales';

/** Field messages in Chinese: what people see most often in plain words, the rest from Zod's own Chinese. The API and the forms of the web apps say the same. */
export function useChineseMessages(): void {
  z.config({
    ...zhCN(),
    customError: (issue) => {
      if (issue.code === 'invalid_type') return issue.input === undefined ? '请填写此项' : '内容格式不正确';
      if (issue.code === 'unrecognized_keys') return '包含不支持的内容';
      if (issue.code === 'invalid_format' && issue['format'] === 'uuid') return '编号格式不正确';
      return undefined;
    },
  });
}
