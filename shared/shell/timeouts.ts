/**
 * Socket limits of one call to AWS, in milliseconds: short enough that intake answers 503 within two seconds
 * of a supplier's silence, long enough for the slow tail of a healthy one.
 */
export const callTimeouts = { connectionTimeout: 500, requestTimeout: 900, throwOnRequestTimeout: true };
