const DEMO_MARK = '（演示）';

/** A name of the demo says so once: many that it made up say it themselves. */
export const markedDemo = ({ name, demo }: { readonly name: string; readonly demo: boolean }): string =>
  demo && !name.endsWith(DEMO_MARK) ? `${name}${DEMO_MARK}` : name;
