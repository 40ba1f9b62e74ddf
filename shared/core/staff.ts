import type { Who } from '../contracts/api/routes.ts';
import type { Officer } from '../contracts/declaration.ts';

/**
 * What somebody may be to a service, and the group of the token that says so: `<group>.<service>`, or `<group>` for
 * every service. `rolesOfActs` says what each may do.
 */
export const staffRoles = {
  operator: 'operator',
  expert: 'expert',
  supervisor: 'supervisor',
  editor: 'editor',
  partner: 'partner',
  dutyOfficer: 'duty-officer',
  administrator: 'administrator',
  auditor: 'auditor',
  /** Of other offices, asked while something is declared: their account is open for so long (`isAccountOpen`). */
  reserve: 'reserve',
} as const;
export type StaffRole = keyof typeof staffRoles;

/** Who of the staff asks, and what that person is to one service. */
export type Staff = { officer: Officer; roles: Record<StaffRole, boolean> };

/**
 * Reads the claims of a verified token for one service; a token without a subject has no role. API Gateway hands a list
 * of groups on as `[one two]`, an issuer may send a real list. A group's name may have a comma: it parts nothing.
 */
export function staffOf(claims: Record<string, unknown>, service: string): Staff {
  const listed = claims['cognito:groups'];
  const groups = Array.isArray(listed)
    ? listed.map(String)
    : String(listed ?? '')
        .replace(/^\[|\]$/g, '')
        .split(/\s+/);
  const subject = String(claims['sub'] ?? '').slice(0, 200);
  const name = String(claims['name'] ?? claims['email'] ?? subject).slice(0, 200);
  const is = (role: StaffRole) =>
    subject !== '' && (groups.includes(staffRoles[role]) || groups.includes(`${staffRoles[role]}.${service}`));
  return {
    officer: { subject, name },
    roles: {
      operator: is('operator'),
      expert: is('expert'),
      supervisor: is('supervisor'),
      editor: is('editor'),
      partner: is('partner'),
      dutyOfficer: is('dutyOfficer'),
      administrator: is('administrator'),
      auditor: is('auditor'),
      reserve: is('reserve'),
    },
  };
}

const roleNames = Object.keys(staffRoles) as StaffRole[];

/** Whether somebody is in one of these groups, as the table of routes names them; false where it asks for none. */
export const isIn = ({ roles }: Pick<Staff, 'roles'>, who: Who): boolean =>
  typeof who !== 'string' && roleNames.some((role) => roles[role] && who.includes(staffRoles[role]));

/** Whether somebody works on the cases of a service: operators, experts and supervisors do. */
export const worksOnCases = ({ roles }: Staff): boolean => roles.operator || roles.expert || roles.supervisor;

/** Whether somebody may see the cases of a service: whoever works on them, and its duty officers. */
export const seesCases = (staff: Staff): boolean => worksOnCases(staff) || staff.roles.dutyOfficer;

/** Whether somebody declares, renews and ends the posture of a service: its duty officers do. */
export const declares = ({ roles }: Staff): boolean => roles.dutyOfficer;

/** Whether somebody sees the posture of a service, its proposals and reports: duty officers, and supervisors. */
export const seesDeclarations = ({ roles }: Staff): boolean => roles.dutyOfficer || roles.supervisor;

/** What a token's claims say of its bearer: who it is, and what it may do about the posture of a service. */
export type Bearer = { officer: Officer; declares: boolean; reads: boolean };

/** Reads the claims of a verified token: duty officers declare and read, supervisors read. */
export function bearerOf(claims: Record<string, unknown>, service: string): Bearer {
  const staff = staffOf(claims, service);
  return { officer: staff.officer, declares: declares(staff), reads: seesDeclarations(staff) };
}
