/** What stands at the fields of a saved form: what the API refused of it, else what a reviewer wrote. */
export function saidOf(
  notes: Readonly<Record<string, string>>,
  refused: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const noted = Object.entries(notes).map(([key, note]) => [key, `审核意见：${note}`]);
  return { ...Object.fromEntries(noted), ...refused };
}
