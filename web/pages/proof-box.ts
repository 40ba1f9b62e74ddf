import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from './addresses.ts';
import { hiddenField } from './fields.ts';
import { html, type Markup } from './markup.ts';

/**
 * The part of a conversation that gives the proof of its case, from the day after: its button saves the file, with
 * script or without; with script the browser works the proof out again and says what came of it.
 */
export function proofBox(
  service: PreparedService,
  language: Language,
  { code, secondFact }: { code: string; secondFact: string },
): Markup {
  const { proof: texts } = textsIn[language];
  return html`<section class="proof" aria-labelledby="proof-title" data-proof="${code}" data-roots="${addresses.dayRoots(service.service)}"
      data-checking="${texts.checking}" data-stands="${texts.stands}" data-differs="${texts.differs}" data-unchecked="${texts.unchecked}"
      data-root="${texts.root}" data-published="${texts.roots}">
      <h2 id="proof-title">${texts.title}</h2>
      <p>${texts.lead}</p>
      <div role="status" data-proof-news></div>
      <form method="post" action="${addresses.proveCase(language, service.service, code)}" accept-charset="utf-8">
        ${hiddenField('secondFact', secondFact)}
        <button class="button secondary" type="submit">${texts.save}</button>
      </form>
      <p class="hint">${texts.how} <a href="${addresses.checkProof(language)}">${texts.verify}</a></p>
    </section>`;
}
