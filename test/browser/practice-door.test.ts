import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { ContentsView } from '../../shared/contracts/content/view.ts';
import { openStage, until } from '../stage/center.ts';
import { ask } from '../stage/citizen.ts';
import { readMail } from '../stage/mailbox.ts';
import { actOnContent } from '../stage/published.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';

// A good practice comes in by the form, with and without script; an editor publishes it, and its contact is told.

const service = 'familyline';
const patience = 60_000;
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;

beforeAll(async () => {
  ({ stage, close } = await openStage());
  browser = await openBrowser();
  await until('the form', patience, async () =>
    (await ask(stage.url, { path: `/it/${service}/propose-practice/` })).text.includes('practice-title'),
  );
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await close?.();
});

async function drafted(slug: string): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${await stage.token('gaia.moretti')}` };
  const { text } = await ask(stage.url, { path: `/v1/desk/${service}/contents`, headers });
  return ContentsView.parse(JSON.parse(text)).contents.find(({ id }) => id.startsWith(slug))?.content;
}

test.each([true, false])(
  'with script %s: told, read, published, and its contact is told',
  async (javaScriptEnabled) => {
    const word = javaScriptEnabled ? 'con' : 'senza';
    const email = `${word}@example.org`;
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${stage.url}/it/${service}/propose-practice/`);
    const fields = {
      Titolo: `Pratica ${word} programmi`,
      'In una o due frasi': 'Tre aziende vicine pagano insieme due ore in più.',
      'Chi l’ha fatta': 'Tre aziende e un Comune',
      'A che cosa serviva': 'Far tornare al lavoro chi ha un figlio piccolo.',
      'Quanto è costata': '40.000 euro l’anno.',
      'Che cosa ne è venuto': 'Dopo un anno 31 bambini.',
      'A chi chiedere': 'Ufficio famiglia',
      'E-mail a cui chiedere': email,
    };
    for (const [name, value] of Object.entries(fields))
      await page.getByLabel(name, { exact: false }).first().fill(value);
    await page.getByLabel(/Può essere pubblicata/).check();
    if (javaScriptEnabled) {
      expect(await violations(page)).toEqual([]);
      expect(await tooWide(page, 390)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Invia', exact: true }).click();
    await page.getByText('Grazie: la pratica è arrivata.').waitFor();
    await context.close();
    const content = await until('the draft', patience, () => drafted(`pratica-${word}`));
    const path = `${service}/contents/${content}`;
    await actOnContent(stage, path, 'gaia.moretti', { act: 'review', version: 1 });
    await actOnContent(stage, path, 'gaia.moretti', { act: 'publish', version: 1 });
    await until('the mail', patience, async () =>
      (await stage.mails())
        .map(readMail)
        .some(({ to, text }) => to.includes(email) && text.includes(`Pratica ${word}`)),
    );
    await until('readers see it', patience, async () =>
      (await ask(stage.url, { path: `/v1/services/${service}/practices?language=it` })).text.includes(
        `Pratica ${word}`,
      ),
    );
  },
  180_000,
);
