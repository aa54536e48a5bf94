import type { RouteResponse, SupplierFile } from '@yigou/contracts';
import { LICENCE_KINDS } from '@yigou/contracts/labels';
import { daysUntil, licenceTerm } from '../../suppliers/licence-term';

export interface Todo {
  readonly key: string;
  readonly text: string;
  readonly link: readonly string[];
  /** Something is already late or stopped. */
  readonly urgent: boolean;
}
export interface TodoSources {
  readonly file: SupplierFile | null;
  /** Drafts and returned ones. */
  readonly applications: RouteResponse<'listApplications'>['items'];
  readonly certificates: RouteResponse<'listSupplierCertificates'>['items'];
  readonly inspections: RouteResponse<'listSupplierInspections'>['items'];
  readonly sanctions: RouteResponse<'listSupplierSanctions'>['items'];
}
const FILE = ['/supplier/file'];

/** What waits for the cooperative besides parcels and stock, the urgent first. `today` is a calendar date in China. */
export function todosOf(sources: TodoSources, today: string): Todo[] {
  const all = [
    ...fileTodos(sources.file, today),
    ...inspectionTodos(sources.inspections, today),
    ...sanctionTodos(sources.sanctions),
    ...applicationTodos(sources.applications),
    ...certificateTodos(sources.certificates, today),
  ];
  return all.toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
}

function fileTodos(file: SupplierFile | null, today: string): Todo[] {
  if (!file) return [];
  const todos: Todo[] = [];
  const missing = Object.keys(file.missing).length;
  if (file.status === 'draft')
    todos.push({
      key: 'file',
      text: missing > 0 ? `主体档案还差 ${missing} 项，填完提交县里审核` : '主体档案已填完，请提交县里审核',
      link: FILE,
      urgent: false,
    });
  if (file.status === 'returned')
    todos.push({ key: 'file', text: '主体档案被退回，请改正后再次提交', link: FILE, urgent: true });
  for (const licence of file.licences) {
    const term = licenceTerm(licence, today);
    if (term.state !== 'ok')
      todos.push({
        key: `licence-${licence.id}`,
        text: `${LICENCE_KINDS[licence.kind]}${term.words}`,
        link: FILE,
        urgent: term.state === 'late',
      });
  }
  return todos;
}

const inspectionTodos = (inspections: TodoSources['inspections'], today: string): Todo[] =>
  inspections
    .filter((one) => one.status === 'rectifying')
    .map((one) => ({
      key: `inspection-${one.id}`,
      text: `${one.productName}需要整改${one.rectifyBy ? `，期限 ${one.rectifyBy}` : ''}`,
      link: ['/supplier/inspections'],
      urgent: one.rectifyBy !== null && daysUntil(one.rectifyBy, today) <= 2,
    }));

const sanctionTodos = (sanctions: TodoSources['sanctions']): Todo[] =>
  sanctions
    .filter((one) => one.status === 'in_force' && one.can.appeal)
    .map((one) => ({
      key: `sanction-${one.id}`,
      text: `有一个处理决定，不服的请在 ${one.appealBy.slice(0, 10)} 前申诉`,
      link: ['/supplier/decisions'],
      urgent: true,
    }));

const applicationTodos = (applications: TodoSources['applications']): Todo[] =>
  applications.map((one) => ({
    key: `application-${one.id}`,
    text:
      one.status === 'returned'
        ? `“${one.productName}”的认定申请被退回，请补正`
        : `“${one.productName || one.number}”的认定申请还没有提交`,
    link: ['/supplier/applications', one.id],
    urgent: one.status === 'returned',
  }));

/** A certificate is spoken of as soon as it can be renewed, and nobody has begun to. */
const certificateTodos = (certificates: TodoSources['certificates'], today: string): Todo[] =>
  certificates
    .filter((one) => one.canRenew && !one.openApplicationId)
    .map((one) => {
      const left = daysUntil(one.validTo, today);
      return {
        key: `certificate-${one.id}`,
        text:
          left < 0
            ? `“${one.productName}”的证书已到期，请申请续期`
            : `“${one.productName}”的证书还有 ${left} 天到期，可以续期`,
        link: ['/supplier/certificates'],
        urgent: left < 0,
      };
    });
