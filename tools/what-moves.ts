import { type Center, servicesOf, variableOf } from './center.ts';

/** A table of an export: where its items stand, and which of them are the service's. */
export type MovedTable = {
  /** Its name in the export. */
  name: string;
  variable: string;
  /** Of a table that services share: the partitions of this one. */
  partitions?: (service: string) => string[];
  /** Followed by functions: what is imported must wake none of them. */
  followed?: true;
  /** Not every service has it: what it is for is named in the definition. */
  mayLack?: true;
};

/**
 * What leaves with a service. Left behind is what ends by itself or is on its way: the inbox and queues (an export waits
 * until they are empty), proposals of machines, calls to staff, limits, who tried second facts.
 */
export const movedTables: readonly MovedTable[] = [
  { name: 'register', variable: 'REGISTER_TABLE', followed: true },
  { name: 'leaf-runs', variable: 'LEAF_RUNS_TABLE' },
  { name: 'protocol', variable: 'PROTOCOL_TABLE' },
  {
    name: 'roots',
    variable: 'ROOTS_TABLE',
    partitions: (service) => [service, `${service}/protocol`, `${service}/ledger`, `${service}/reads`],
  },
  { name: 'ledger', variable: 'LEDGER_TABLE', partitions: (service) => [service], followed: true },
  { name: 'worklist', variable: 'WORKLIST_TABLE' },
  { name: 'persons', variable: 'PERSONS_TABLE' },
  { name: 'call-backs', variable: 'CALL_BACKS_TABLE' },
  { name: 'held-mails', variable: 'HELD_TABLE' },
  { name: 'drafts', variable: 'DRAFTS_TABLE' },
  { name: 'shifts', variable: 'SHIFTS_TABLE' },
  { name: 'reads', variable: 'READS_TABLE' },
  { name: 'contents', variable: 'CONTENTS_TABLE', followed: true },
  { name: 'content-drafts', variable: 'CONTENT_DRAFTS_TABLE' },
  { name: 'catalogue', variable: 'CATALOGUE_TABLE' },
  { name: 'reader-counts', variable: 'READER_COUNTS_TABLE' },
  { name: 'follow-ups', variable: 'FOLLOW_UPS_TABLE' },
  { name: 'figures', variable: 'FIGURES_TABLE' },
  { name: 'contributions', variable: 'CONTRIBUTIONS_TABLE', mayLack: true },
  { name: 'tracing', variable: 'TRACING_TABLE', mayLack: true },
  { name: 'judged-danger', variable: 'JUDGED_TABLE', partitions: (service) => [service] },
  { name: 'hand-overs', variable: 'HAND_OVERS_TABLE', partitions: (service) => [service] },
];

/** The buckets of a service by their name in the export. */
export const movedBuckets = [
  { name: 'attachments', variable: 'ATTACHMENTS_BUCKET' },
  { name: 'mails', variable: 'MAIL_BUCKET' },
  { name: 'scans', variable: 'SCANS_BUCKET' },
] as const;

/** The table or bucket of a service; one that services share is named by functions of none as well. */
export function placeOf(center: Pick<Center, 'environments'>, variable: string, service: string): string {
  try {
    return variableOf(center, variable, service);
  } catch {
    return variableOf(center, variable);
  }
}

/** The tables of a service that has all but those that not every service has. */
export const tablesOf = (center: Pick<Center, 'environments'>, service: string): readonly MovedTable[] =>
  movedTables.filter(
    ({ variable, mayLack }) =>
      mayLack === undefined ||
      Object.values(center.environments).some((own) => own['SERVICE'] === service && own[variable] !== undefined),
  );

/** Throws an Error that names the services of a center where it has not this one. */
export function demandService(center: Pick<Center, 'environments'>, service: string): void {
  const known = servicesOf(center);
  if (!known.includes(service)) throw new Error(`there is no service ${service}; there are ${known.join(', ')}`);
}
