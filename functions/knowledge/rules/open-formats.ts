/** The forms in which contents are open data, with the media type of each. */
export const openFormats = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  datapackage: 'application/json; charset=utf-8',
  dcat: 'application/ld+json; charset=utf-8',
} as const;
export type OpenFormat = keyof typeof openFormats;

/** Whether a form is one of open data. */
export const isOpenFormat = (format: string | undefined): format is OpenFormat =>
  format !== undefined && Object.hasOwn(openFormats, format);
