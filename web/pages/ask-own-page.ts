import { textsIn } from '../../shared/texts/languages.ts';
import type { WrongField } from '../../shared/texts/mend.ts';
import { addresses } from './addresses.ts';
import { contributionFrame, type Giver, textsFor } from './contribution-frame.ts';
import { errorSummary, lineField } from './fields.ts';
import { type FormValues, givenIn } from './form-values.ts';
import { html } from './markup.ts';

/** Where a code and a second fact are asked for, with what is wrong with those that were sent. */
export function askOwnPage(
  giver: Giver,
  { content = {}, errors = [] }: { content?: FormValues; errors?: readonly WrongField[] } = {},
): string {
  const { service, language } = giver;
  const { form, own } = textsFor(giver);
  const field = { texts: { form, fields: own }, errors };
  return contributionFrame(giver, {
    title: `${errors.length > 0 ? `${form.errorPrefix} ` : ''}${own.title}`,
    description: own.lead,
    unlisted: errors.length > 0,
    inLanguage: (other) => addresses.ownContribution(other, service.service),
    body: html`<div class="column">
    ${errorSummary(textsIn[language], errors, ['code', 'secondFact'])}
    <h1>${own.title}</h1>
    <p class="lead">${own.lead}</p>
    <form method="post" action="${addresses.actOnContribution(language, service.service, 'own')}" accept-charset="utf-8" novalidate data-own>
      ${lineField({ ...field, name: 'code', value: givenIn(content, 'code'), autocomplete: 'off', maximum: 80, required: true })}
      ${lineField({ ...field, name: 'secondFact', autocomplete: 'email', maximum: 254, required: true })}
      <button class="button primary" type="submit">${own.submit}</button>
    </form>
    </div>`,
  });
}
