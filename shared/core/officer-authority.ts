import type { Officer } from '../contracts/declaration.ts';
import { staffOf } from './staff.ts';

/** What a token's claims say of its bearer: who it is, and what it may do about the posture of a service. */
export type Bearer = { officer: Officer; declares: boolean; reads: boolean };

/** Reads the claims of a verified token: duty officers declare and read, supervisors read. */
export function bearerOf(claims: Record<string, unknown>, service: string): Bearer {
  const { officer, roles } = staffOf(claims, service);
  return { officer, declares: roles.dutyOfficer, reads: roles.dutyOfficer || roles.supervisor };
}
