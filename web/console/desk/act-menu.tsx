import { useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import type { Staff } from '../../../shared/core/staff.ts';
import type { StaffAct } from '../../../shared/core/staff-acts.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { usePageActs } from '../kit/page-acts.tsx';
import { useSending } from '../kit/sending.ts';
import { ActForm } from './act-form.tsx';
import { type ActSpec, actSpecs } from './act-table.ts';
import type { CaseGiven } from './given.ts';

/** Acts that stand beside the words; the others are one press further, and in the list of acts. */
const beside: ReadonlySet<ActSpec['act']> = new Set([
  'take',
  'take-over',
  'release',
  'give',
  'hand-to-rescue',
  'not-danger',
  'ask-citizen',
  'forward',
  'refer',
  'close',
  'reopen',
] as const);

/** Whether somebody has the case. */
export const isOwn = ({ desk }: DeskCase, { officer }: Staff): boolean =>
  desk.owner?.subject !== undefined && desk.owner.subject === officer.subject;

/** What of the table this reader may do with this case now. */
export const offeredActs = (known: DeskCase, staff: Staff): ActSpec[] =>
  actSpecs.filter(
    (spec) =>
      spec.offered(known, isOwn(known, staff), staff.roles.supervisor) &&
      // What an administration said is recorded by whoever refers.
      mayAct(staff, (spec.act === 'record-referral' ? 'refer' : spec.act) as StaffAct),
  );

/** What can be done with a case: a button each, a form where an act needs more than the press. */
export function ActMenu(given: CaseGiven) {
  const { desk, known, staff, works, at, onActed, onChanged, onSignedOut } = given;
  const { handle: texts, acts: names } = useDeskTexts();
  const [open, setOpen] = useState<ActSpec>();
  const { sending, trouble, send } = useSending(onSignedOut);
  const offered = works && !known.erased ? offeredActs(known, staff) : [];
  const press = async (spec: ActSpec) => {
    if (spec.fields.length > 0) return setOpen(spec);
    const sent = await send(() =>
      desk.act('actOnCase', known, { act: spec.act } as Parameters<typeof desk.act<'actOnCase'>>[2]),
    );
    if (sent === undefined) return;
    if ('answer' in sent) onActed(sent.answer, texts.acts[spec.act].done);
    else if (sent.trouble.what === 'changed' || sent.trouble.what === 'not-possible') await onChanged();
  };
  usePageActs('case', [
    { name: names.toList, key: 'l', act: () => (location.hash = at('worklist')) },
    ...(works
      ? [
          { name: names.answer, key: 'a', act: () => focusOn('answer-text') },
          { name: names.note, key: 'i', act: () => focusOn('note-text') },
        ]
      : []),
    ...offered.map((spec) => ({
      name: texts.acts[spec.act].name,
      ...(spec.key !== undefined && { key: spec.key }),
      act: () => press(spec),
    })),
  ]);
  if (offered.length === 0) return null;
  const button = (spec: ActSpec) => (
    <button
      key={spec.act}
      type="button"
      class={`button ${spec.act === 'take' || spec.act === 'hand-to-rescue' ? 'primary' : 'secondary'}`}
      disabled={sending}
      aria-expanded={spec.fields.length > 0 ? open?.act === spec.act : undefined}
      onClick={() => press(spec)}
    >
      {texts.acts[spec.act].name}
      {spec.fields.length > 0 && '…'}
    </button>
  );
  const rest = offered.filter(({ act }) => !beside.has(act));
  return (
    <section class="act-menu no-print" aria-label={texts.title}>
      <TroubleBox trouble={trouble} who="works" />
      <div class="buttons">{offered.filter(({ act }) => beside.has(act)).map(button)}</div>
      {rest.length > 0 && (
        <details>
          <summary>{texts.more}</summary>
          <div class="buttons">{rest.map(button)}</div>
        </details>
      )}
      {open !== undefined && offered.includes(open) && (
        <ActForm key={open.act} {...given} spec={open} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}
