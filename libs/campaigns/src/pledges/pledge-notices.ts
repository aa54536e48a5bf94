/** A notice to whoever pledged, with the way to the pledge in the shop. */
export const pledgeNotice = (
  { id, userId }: { readonly id: string; readonly userId: string },
  title: string,
  body: string,
): { readonly userId: string; readonly title: string; readonly body: string; readonly link: string } => ({
  userId,
  title,
  body,
  link: `/my/pledges/${id}`,
});
