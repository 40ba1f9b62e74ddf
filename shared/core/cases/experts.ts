import type { ServiceDefinition } from '../../contracts/service.ts';

/** Those who answer what the desk cannot, on some themes. */
export type ExpertGroup = NonNullable<ServiceDefinition['experts']>[number];
type WithExperts = Pick<ServiceDefinition, 'experts'>;

/** The group of experts that answers questions on a theme; undefined for one that the desk answers itself. */
export const expertsOn = ({ experts = [] }: WithExperts, theme: string): ExpertGroup | undefined =>
  experts.find(({ themes }) => themes.includes(theme));

/** A group by its identifier, or by its name, as an ask names it. */
export const expertsNamed = ({ experts = [] }: WithExperts, named: string): ExpertGroup | undefined =>
  experts.find(({ group, name }) => group === named || Object.values(name).includes(named));
