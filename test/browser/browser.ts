import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

/** A headless Chromium from npm: the same one on every machine, nothing to install beside. */
export async function openBrowser(): Promise<Browser> {
  // Its own arguments turn web security off for scraping; a test of pages wants a browser as citizens have it.
  const args = chromium.args.filter(
    (arg) => !/disable-web-security|allow-running-insecure-content|single-process/.test(arg),
  );
  return driver.launch({ executablePath: await chromium.executablePath(), args, headless: true });
}
