import {
  APPEAL_STATUSES,
  APPLICATION_ACTIONS,
  APPLICATION_STATUSES,
  CERTIFICATE_ACTIONS,
  CERTIFICATE_STATUSES,
  COMPLAINT_STATUSES,
  FILING_ACTIONS,
  FILING_STATUSES,
  INSPECTION_STATUSES,
  INVITATION_STATUSES,
  OBJECTION_STATUSES,
  ORDER_STATUSES,
  PARCEL_STATUSES,
  PAYMENT_STATUSES,
  PRODUCT_STATUSES,
  REFUND_STATUSES,
  SANCTION_STATUSES,
  SUPPLIER_ACTIONS,
  SUPPLIER_STATUSES,
} from '@yigou/contracts';
import type { Machine } from '@yigou/kernel';
import type { Context } from '@yigou/platform';

interface Labels {
  readonly states: Readonly<Record<string, string>>;
  readonly actions?: Readonly<Record<string, string>>;
}

/** What people read for the states of each machine, and for its actions where screens name them. */
const LABELS: Readonly<Record<string, Labels>> = {
  appeal: { states: APPEAL_STATUSES },
  application: { states: APPLICATION_STATUSES, actions: APPLICATION_ACTIONS },
  certificate: { states: CERTIFICATE_STATUSES, actions: CERTIFICATE_ACTIONS },
  complaint: { states: COMPLAINT_STATUSES },
  inspection: { states: INSPECTION_STATUSES },
  invitation: { states: INVITATION_STATUSES },
  objection: { states: OBJECTION_STATUSES },
  order: { states: ORDER_STATUSES },
  parcel: { states: PARCEL_STATUSES },
  payment: { states: PAYMENT_STATUSES },
  // Shown to nobody: one try is known to the provider alone.
  payment_attempt: {
    states: { created: '已建立', open: '进行中', succeeded: '成功', failed: '失败', cancelled: '已放弃' },
  },
  product: { states: PRODUCT_STATUSES },
  refund: { states: REFUND_STATUSES },
  sanction: { states: SANCTION_STATUSES },
  share_filing: { states: FILING_STATUSES, actions: FILING_ACTIONS },
  supplier: { states: SUPPLIER_STATUSES, actions: SUPPLIER_ACTIONS },
};

const HEAD = `# What may become of what

The machines of all manifests, drawn from the data that their movers ask. Generated: after a change run \`npm run jest -- machines-page -u\`; a test keeps this page fresh.
`;

/** The page \`docs/machines.md\`: a section for each context that has machines. Throws for a machine or state without a label. */
export function machinesPage(contexts: readonly Pick<Context, 'name' | 'machines'>[]): string {
  const sections = contexts
    .filter(({ machines }) => machines.length > 0)
    .map(({ name, machines }) => [`## ${name}`, ...machines.map(drawn)].join('\n\n'));
  return `${[HEAD.trimEnd(), ...sections].join('\n\n')}\n`;
}

function drawn(machine: Machine): string {
  const labels = LABELS[machine.name];
  const unnamed = machine.states.filter((state) => labels?.states[state] === undefined);
  if (!labels || unnamed.length > 0) throw new Error(`${machine.name}: no label for ${unnamed.join(', ')}`);
  const both = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([code, words]) => [code, `${words} ${code}`]));
  const diagram = machine.mermaid({ states: both(labels.states), actions: both(labels.actions ?? {}) });
  return [`### ${machine.name}`, `\`\`\`mermaid\n${diagram}\n\`\`\``].join('\n\n');
}
