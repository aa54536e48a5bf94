import * as contracts from '@yigou/contracts';
import type { Machine } from '@yigou/kernel';
import type { Context } from '@yigou/platform';

interface Labels {
  readonly states: Readonly<Record<string, string>>;
  readonly actions?: Readonly<Record<string, string>>;
}

/** Shown to nobody: one try is known to the provider alone. */
const SHOWN_NOWHERE: Readonly<Record<string, Labels>> = {
  payment_attempt: {
    states: { created: '已建立', open: '进行中', succeeded: '成功', failed: '失败', cancelled: '已放弃' },
  },
};
const WORDS: Readonly<Record<string, unknown>> = { ...contracts };

/**
 * What people read for the states of a machine, and for its actions where screens name them: `share_filing` has SHARE_FILING_STATUSES, or else FILING_STATUSES of
 * the contract, and its actions likewise.
 */
function labelsOf({ name }: Machine): Labels | undefined {
  const words = [name, name.split('_').at(-1) ?? name].map((word) => word.toUpperCase());
  const of = (what: string) =>
    words
      .map((word) => WORDS[`${word}_${what}`] as Labels['states'] | undefined)
      .find((labels) => labels !== undefined);
  const states = of('STATUSES');
  return SHOWN_NOWHERE[name] ?? (states && { states, actions: of('ACTIONS') ?? {} });
}

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
  const labels = labelsOf(machine);
  const unnamed = machine.states.filter((state) => labels?.states[state] === undefined);
  if (!labels || unnamed.length > 0) throw new Error(`${machine.name}: no label for ${unnamed.join(', ')}`);
  const both = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([code, words]) => [code, `${words} ${code}`]));
  const diagram = machine.mermaid({ states: both(labels.states), actions: both(labels.actions ?? {}) });
  return [`### ${machine.name}`, `\`\`\`mermaid\n${diagram}\n\`\`\``].join('\n\n');
}
