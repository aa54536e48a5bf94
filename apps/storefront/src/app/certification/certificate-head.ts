import type { RouteResponse } from '@yigou/contracts';
import type { Certification } from 'schema-dts';
import type { PageHead } from '../shell/page-head';

/** A certificate as search engines and chats show it. `standing` is how it stands today, in words. */
export function certificateHead(page: RouteResponse<'verifyCertificate'>, standing: string, origin: string): PageHead {
  const { number, productName, supplierName, county, validFrom, validTo, households, worth, demo } = page.certificate;
  const path = `/certificates/${encodeURIComponent(number)}`;
  const thing: Certification = {
    '@type': 'Certification',
    name: '扶贫产品认定证书',
    certificationIdentification: number,
    url: origin + path,
    about: { '@type': 'Product', name: productName },
    validFrom,
    expires: validTo,
    certificationStatus:
      worth === 'valid' ? 'https://schema.org/CertificationActive' : 'https://schema.org/CertificationInactive',
  };
  const whom = households ? `，带动${households}户` : '';
  return {
    title: `证书 ${number}`,
    description: `${productName}的${demo ? '演示证书，不是任何机构签发的真实证书' : `扶贫产品认定证书：${standing}`}。${supplierName}${county ? `，${county.path}` : ''}${whom}，有效期${validFrom}至${validTo}。`,
    path,
    // What was made up is told to no machine as a fact.
    index: !demo,
    things: demo ? [] : [thing],
  };
}
