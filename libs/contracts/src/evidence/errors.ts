import { error } from '../error';

export const EVIDENCE_ERRORS = {
  evidence_invalid: error(
    422,
    '无法识别该文件，请上传 PDF、JPG、PNG、WebP、AVIF 或手机的 HEIC 照片，不超过 20 MB、50 页。',
  ),
  original_invalid: error(422, '无法识别该文件，请上传 PDF、OFD 或 XML 原件，不超过 20 MB（XML 不超过 1 MB）。'),
  evidence_infected: error(422, '该文件未通过病毒检查，没有保存。'),
  evidence_limit: error(409, '佐证材料数量已达上限，请先删除不用的文件。'),
} as const;
