import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { s3SegmentObjects } from '../../shared/shell/stores/segment-objects.ts';
import { segmentedIndex } from '../../shared/shell/stores/segmented-index.ts';

const env = environment('SERVICE', 'WORDS_BUCKET');
const index = segmentedIndex(s3SegmentObjects(env.WORDS_BUCKET));

/** Makes few segments of many each night, without the words of whoever was erased, and logs what it did. */
export async function handler(): Promise<void> {
  const merged = await index.merge(new Date());
  logLine({ level: 'info', function: 'search', service: env.SERVICE, ...merged });
}
