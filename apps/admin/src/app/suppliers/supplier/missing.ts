/** The section of the page that a field of the file belongs to: id of the element to scroll to. */
export function anchorOf(key: string): string {
  const field = key.split('.')[0] ?? '';
  if (field.startsWith('licence')) return 'licences';
  if (field === 'mechanisms' || field === 'households') return 'mechanisms';
  return 'fields';
}
