import type { ServiceDefinition } from '../../contracts/service.ts';

/** What a service says of its desk, with what holds where it says nothing. */
type Given = NonNullable<ServiceDefinition['desk']>;
export type DeskRules = {
  [Name in 'closesAfterDays' | 'reopensWithinDays' | 'leaseMinutes']: Exclude<Given[Name], undefined>;
};

const usual: DeskRules = {
  closesAfterDays: 10,
  reopensWithinDays: 30,
  leaseMinutes: 30,
};

/**
 * The rules of a service's desk: ten days after the last answer a case closes by itself, within thirty days of its end
 * the citizen's word opens it again, and who takes a case has it for thirty minutes after the last thing done with it.
 */
export const deskRulesOf = ({ desk }: Pick<ServiceDefinition, 'desk'>): DeskRules => ({
  closesAfterDays: desk?.closesAfterDays ?? usual.closesAfterDays,
  reopensWithinDays: desk?.reopensWithinDays ?? usual.reopensWithinDays,
  leaseMinutes: desk?.leaseMinutes ?? usual.leaseMinutes,
});
