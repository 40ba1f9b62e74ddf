/** The kinds of content that have a page of their own, and the segment of their addresses. */
export const pagedKinds = {
  article: 'articles',
  'question-and-answer': 'articles',
  guide: 'guides',
  measure: 'measures',
  'life-event': 'life-events',
  administration: 'administrations',
  practice: 'practices',
  material: 'materials',
} as const;
export type PagedKind = keyof typeof pagedKinds;
export const isPaged = (kind: string): kind is PagedKind => kind in pagedKinds;
