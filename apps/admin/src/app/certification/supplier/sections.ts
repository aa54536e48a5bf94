/** The section of the page that a field of the form belongs to: id of the element to scroll to. */
export function anchorOf(key: string): string {
  const field = key.split('.')[0] ?? '';
  if (field === 'evidence' || field === 'requiredEvidence') return 'evidence-section';
  if (field.startsWith('mechanism') || field === 'households') return 'mechanisms-section';
  if (field === 'specifications' || field.startsWith('price')) return 'specifications-section';
  return field === 'commitment' ? 'commitment-section' : 'product-section';
}
