import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What a page does against WCAG 2.1 AA and axe's good practice, one line for each rule; empty when nothing. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** Presses Tab until the element is reached, as somebody without a mouse does; throws when it never is. */
export async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached by keyboard`);
}

/** What makes a page scroll sideways at a width: the elements that reach beyond it, the innermost last; none is good. */
export const tooWide = (page: Page, width: number): Promise<string[]> =>
  page.evaluate((most) => {
    if (document.documentElement.scrollWidth <= most) return [];
    const wide = [...document.querySelectorAll('*')].filter(
      (element) => Math.ceil(element.getBoundingClientRect().right) > most,
    );
    return [
      `${document.documentElement.scrollWidth} px`,
      ...wide.map((element) => `${element.tagName} .${element.className} ${element.getBoundingClientRect().right}`),
    ].slice(0, 12);
  }, width);
