import type { SearchManifest } from '../../contracts/search-manifest.ts';
import type { TakenIn } from '../../core/cases/search-manifest.ts';
import type { AskedWord, IndexPlace } from '../../core/cases/searched-words.ts';

// What finds cases by their words, whatever it is made of: segments in S3 today, an OpenSearch collection tomorrow.

/** A case as an index takes it, at one version; one without terms is to be forgotten. */
export type IndexedCase = { caseId: string; version: number; receivedAt: string; terms: readonly string[] };

/** Takes in what a register tells. What comes again, or late, changes nothing: the highest version of a case counts. */
export type CaseIndex = {
  /** How the index stands; undefined where there is none. */
  state(): Promise<Pick<SearchManifest, 'whole' | 'upTo'> | undefined>;
  /** Takes in cases, and that these entries are told with them. Where there is no index one is begun that is not whole. */
  take(cases: readonly IndexedCase[], taken: TakenIn): Promise<void>;
  /** Begins anew with nothing. */
  begin(): Promise<void>;
  /** Says that all cases that the register had at an ISO instant are in. */
  finish(upTo: string): Promise<void>;
  /** Makes few segments of many, without what is outdated or to be forgotten; what is left of old ones goes. */
  merge(now: Date): Promise<Merged>;
};

/** What a merge did. */
export type Merged = { before: number; after: number; cases: number; dropped: number; bytes: number; swept: number };

/** Candidates that an index finds: whoever shows one reads the case itself first. */
export type Found = { places: IndexPlace[]; more: boolean };

/** One view of the index, at one state of it; closed by whoever opened it. */
export type CaseFinder = {
  /**
   * How the index stands now and what it finds; undefined where there is none, or it cannot be read. Rejects where it
   * cannot be asked at all.
   */
  look(): Promise<IndexLook | undefined>;
};

export type IndexLook = Pick<SearchManifest, 'whole' | 'upTo' | 'latest'> & {
  /** Up to `limit` cases in which every word stands, the newest first, after a place. */
  find(asked: readonly AskedWord[], after: IndexPlace | undefined, limit: number): Found;
  /** In how many cases each term stands, and in how many there could be one. */
  countTerms(terms: readonly string[]): { cases: number; counts: Map<string, number> };
  /** The cases in which at least so many of these terms stand, each with those that do, in no order. */
  sharing(terms: readonly string[], least: number): (IndexPlace & { terms: string[] })[];
};
