/** What is known of the matter stands above what the person wrote, so that the office need not ask. */
export function complaintContent(
  content: string,
  known: { readonly order?: string | undefined; readonly about?: string | undefined },
): string {
  const lines = [known.order && `订单编号：${known.order}`, known.about && `涉及：${known.about}`].filter(Boolean);
  return [...lines, content.trim()].join('\n');
}
