import type { Theme } from '../../shared/contracts/content/content.ts';
import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { EntryLink } from '../../shared/core/knowledge/entry-link.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import type { Staff } from '../../shared/core/staff.ts';
import type { Catalogue } from '../../shared/shell/stores/catalogue.ts';
import type { ContentDrafts } from '../../shared/shell/stores/content-drafts.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';

/** What editors of one service work with, for one request of one of them. */
export type EditorsRoom = Staff & {
  definition: PreparedService;
  contents: Contents;
  catalogue: Catalogue;
  /** What editors have typed and not yet written. */
  drafts: ContentDrafts;
  /** The themes under which everything stands. */
  themes: Theme[];
  /** Whether the citizen of a case allows that question and answer are published. */
  allowsPublication(caseId: string): Promise<boolean>;
  /** The acts of the service's ledger as they are now. */
  ledger(): Promise<readonly LedgerEvent[]>;
  /** Whether a machine has told of a quake that no officer has decided on yet. */
  quakeProposed(): Promise<boolean>;
  /** Mails an administration the link to its own entry. */
  mailLink(link: EntryLink & { to: string; language: Language; endsAt: string }): Promise<void>;
  /** Mails whoever told a practice that it is public, where that is to be told. */
  tellAuthor?(practice: { to: string; language: Language; id: string; title: string }): Promise<void>;
  now: Date;
};

/** Whether one person suffices to publish: something is declared, or a quake is proposed and nobody decided yet. */
export async function isUrgent({ ledger, quakeProposed, now }: EditorsRoom): Promise<boolean> {
  const { posture } = declaredAt(await ledger(), now.toISOString());
  return posture !== 'ordinary' || quakeProposed();
}
