/** The fields of a form with `privacyAccepted` as the contracts have it: a form can only send it as a text. */
export const withConsent = ({ privacyAccepted, ...members }: Record<string, unknown>): Record<string, unknown> => ({
  ...members,
  ...(privacyAccepted !== undefined && { privacyAccepted: privacyAccepted === 'true' || privacyAccepted }),
});
