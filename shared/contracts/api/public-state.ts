/**
 * How long what is public, and the same for whoever asks, may be kept on the way: a cache for all a second, and while it
 * asks again for one more; a browser asks each time. So 150,000 open pages ask the API about once a second and place,
 * and a declaration is seen three seconds later at most: half a second of the ledger, and these two.
 */
export const publicFor = 'public, max-age=0, s-maxage=1, stale-while-revalidate=1';

/** The operations whose answers are public so: the state and the hours of services, and what a voice menu says. */
export const publicOperations = [
  'listServices',
  'showService',
  'showEffectiveHours',
  'showEvent',
  'showVoiceMenu',
  'listContributions',
  'showContribution',
] as const;
