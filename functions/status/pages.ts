import type { Problem } from '../../shared/contracts/problem.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { spellingOf } from '../../shared/core/cases/receipt-code.ts';
import { present } from '../../shared/core/present.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { mendField } from '../../shared/texts/mend.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { conversationPage } from '../../web/pages/conversation-page.ts';
import { problemPage } from '../../web/pages/problem-page.ts';
import { statusPage } from '../../web/pages/status-page.ts';

/**
 * A problem as the citizen who asked for a code sees it: on the form, where it can be mended there, with the code that
 * was given.
 */
function pageOfProblem(
  definition: PreparedService,
  language: Language,
  problem: Problem,
  name: keyof Texts['problems']['pages'],
  {
    code,
    adding = false,
    others = [],
  }: { code?: string | undefined; adding?: boolean; others?: readonly PreparedService[] },
): string {
  const given = present({ code });
  const danger = problem.advice !== undefined;
  if (name === 'wrong-code' || name === 'wrong-second-fact') {
    // Somebody who holds the receipt of one service and is at another's page is led there, not sent away.
    const elsewhere = name === 'wrong-code' ? serviceOf(code, definition, others) : undefined;
    const wrong = mendField(textsIn[language], name === 'wrong-code' ? 'code' : 'secondFact', 'invalid');
    return statusPage(definition, language, { ...given, danger, errors: [wrong], ...present({ elsewhere }) });
  }
  if (name === 'invalid') {
    const errors = (problem.errors ?? []).map(({ detail, pointer }) => ({
      detail,
      pointer: pointer.replace(/^#/, ''),
    }));
    return statusPage(definition, language, { ...given, danger, errors });
  }
  return problemPage(definition, language, problem, name, { ...given, adding });
}

/** The other service whose codes are written as this one is. */
const serviceOf = (code: string | undefined, own: PreparedService, others: readonly PreparedService[]) =>
  others.find(({ service, codePrefix }) => service !== own.service && spellingOf(code ?? '', codePrefix) !== undefined);

export { conversationPage, pageOfProblem, statusPage };
