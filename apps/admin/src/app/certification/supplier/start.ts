import type { RouteBody, RouteResponse } from '@yigou/contracts';
import { APPLICATION_KINDS, type ApplicationKind, CHANGE_CAUSES, type ChangeCause } from '@yigou/contracts/labels';
import type { Sent } from '@yigou/web-ui';
import { type FormConfig, type FormValues, sendsTo } from '../../shared/form-dialog/form';

export type OwnCertificate = RouteResponse<'listSupplierCertificates'>['items'][number];
type StartBody = RouteBody<'createApplication'>;

const EXPLAINED: Record<ApplicationKind, string> = {
  initial: '这个产品还没有认定证书',
  renewal: '证书快到期或刚到期',
  change: '价格、产地、规格或证照有变化',
};

const named = (certificates: readonly OwnCertificate[]): Record<string, string> =>
  Object.fromEntries(certificates.map((one) => [one.id, `${one.productName} ${one.number}（至 ${one.validTo}）`]));

/** Which certificates may be renewed, and which may be changed: those without an open application. */
export const renewable = (all: readonly OwnCertificate[]) =>
  all.filter((one) => one.canRenew && !one.openApplicationId);
export const changeable = (all: readonly OwnCertificate[]) =>
  all.filter((one) => one.status === 'valid' && !one.openApplicationId);

/** What is not picked yet is null: the dialog asks for it by its own name. */
export function startBody(values: FormValues): StartBody {
  const kind = values.text('kind') as ApplicationKind;
  if (kind === 'initial') return { kind, certificateId: null, causes: [] };
  if (kind === 'renewal') return { kind, certificateId: values.textOrNull('renew'), causes: [] };
  return { kind, certificateId: values.textOrNull('change'), causes: values.list('causes') as ChangeCause[] };
}

/** Starts an application: what kind, and of which certificate. `preset` comes from a certificate's card. */
export function startConfig(
  certificates: readonly OwnCertificate[],
  start: (sent: Sent<'createApplication'>) => Promise<void>,
  preset: { kind: ApplicationKind; certificateId: string } | null = null,
): FormConfig {
  const renew = named(renewable(certificates));
  const change = named(changeable(certificates));
  const kinds = Object.fromEntries(
    (Object.keys(APPLICATION_KINDS) as ApplicationKind[])
      .filter((kind) => kind === 'initial' || Object.keys(kind === 'renewal' ? renew : change).length > 0)
      .map((kind) => [kind, `${APPLICATION_KINDS[kind]}：${EXPLAINED[kind]}`]),
  );
  return {
    heading: '申请认定',
    testId: 'start-application',
    fields: [
      { key: 'kind', label: '申请哪一种', kind: 'choice', options: kinds, initial: preset?.kind ?? 'initial' },
      {
        key: 'renew',
        label: '续期哪个证书',
        kind: 'select',
        options: renew,
        initial: preset?.certificateId ?? '',
        shown: (values) => values.text('kind') === 'renewal',
      },
      {
        key: 'change',
        label: '变更哪个证书',
        kind: 'select',
        options: change,
        initial: preset?.certificateId ?? '',
        shown: (values) => values.text('kind') === 'change',
      },
      {
        key: 'causes',
        label: '什么变了',
        kind: 'multi',
        options: CHANGE_CAUSES,
        shown: (values) => values.text('kind') === 'change',
      },
    ],
    action: '开始填写',
    ...sendsTo('createApplication', startBody, async (sent) => {
      await start(sent);
      return '';
    }),
  };
}
