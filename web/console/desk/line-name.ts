import type { BoardLine, BoardOf } from '../../../shared/contracts/board.ts';
import { useDeskTexts, useLanguage } from '../kit/language.ts';
import type { DeskGiven } from './given.ts';

/** How a line of the board is called: a lane, a group or a shift by its name, a colleague as the cases name them. */
export function useLineName({
  service,
}: Pick<DeskGiven, 'service'>): (line: Pick<BoardLine, 'of' | 'id' | 'name'>) => string {
  const language = useLanguage();
  const { board } = useDeskTexts();
  return ({ of, id, name }) => {
    if (of === 'lane') return service.lanes.find(({ lane }) => lane === id)?.name[language] ?? id;
    if (of === 'group') return service.experts.find(({ group }) => group === id)?.name[language] ?? id;
    if (of === 'shift')
      return id === 'none' ? board.outOfShift : id.replace(/(\d\d)(\d\d)-(\d\d)(\d\d)/, '$1:$2–$3:$4');
    return name ?? id;
  };
}

/** The end of an address that names a figure of the board, `lane.urgent.waiting`. */
export const figureId = (of: BoardOf, id: string, what: string): string => `${of}.${what}.${id}`;

/** What the end of an address names; undefined for what is no figure. */
export function figureOf(named: string | undefined): { of: string; id: string; what: string } | undefined {
  const [of = '', what = '', ...id] = (named ?? '').split('.');
  return id.length === 0 ? undefined : { of, what, id: id.join('.') };
}
