import type { Staff } from '../../../shared/core/staff.ts';

/** The word of the editors' room in an address. */
export const contentsWord = 'contents';

/** Whoever writes or publishes contents, and duty officers, who do in an urgent hour. */
export const entersEditorsRoom = ({ roles }: Pick<Staff, 'roles'>): boolean =>
  roles.editor || roles.expert || roles.supervisor || roles.dutyOfficer;
