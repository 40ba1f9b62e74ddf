import type { Staff } from '../../../shared/core/staff.ts';
import type { ConsoleService } from '../session/center.ts';
import type { EditorApi } from './editor-api.ts';

/** What every page of the editors' room is given. */
export type EditorGiven = {
  editor: EditorApi;
  service: ConsoleService;
  staff: Staff;
  /** The content that the address names, as `article/bonus-nido`. */
  content: string | undefined;
  /** The address of a content, or of the list of all. */
  at: (content?: string) => string;
  go: (hash: string, done?: string) => void;
  onSignedOut: () => void;
};
