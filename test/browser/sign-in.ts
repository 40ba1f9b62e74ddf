import type { Browser, Page } from 'playwright-core';

/** What a page that somebody is signed in on is opened with. */
export type SigningIn = {
  /** Address of the stage. */
  url: string;
  userName: string;
  password: string;
  /** What is wrong in the page, as it happens. */
  complaints: string[];
  /** Milliseconds that whatever is waited for may take. */
  patience?: number;
};

/** Opens the console of a stage and signs in. */
export async function signIn(
  page: Page,
  { url, userName, password }: Pick<SigningIn, 'url' | 'userName' | 'password'>,
): Promise<void> {
  await page.goto(`${url}/console/`);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByLabel('Nome utente').fill(userName);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.locator('.cards, .desk-nav, .state-strip, #hold-code').first().waitFor();
}

/** The console as one colleague opens it on the stage, in a browser of their own. */
export async function signedIn(browser: Browser, given: SigningIn): Promise<Page> {
  const { complaints, patience = 20_000 } = given;
  const context = await browser.newContext({ viewport: { width: 1366, height: 850 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('pageerror', (error) => complaints.push(error.message));
  await signIn(page, given);
  return page;
}
