/** The members of `Given` that are never undefined as they are, the others as members that may be missing. */
export type Present<Given extends object> = {
  [Name in keyof Given as undefined extends Given[Name] ? never : Name]: Given[Name];
} & {
  [Name in keyof Given as undefined extends Given[Name] ? Name : never]?: Exclude<Given[Name], undefined>;
};

/**
 * The members that have a value, for records whose optional members are missing rather than undefined: a member that is
 * undefined is left out; null, false, 0 and '' stay.
 */
export function present<const Given extends object>(members: Given): Present<Given> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<Given>;
}
