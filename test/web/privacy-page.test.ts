import { expect, test } from '@jest/globals';
import { languages } from '../../shared/contracts/text.ts';
import { privacyPage } from '../../web/pages/privacy-page.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';

const services = [protezioneCivile, familyLine];

test.each(languages)('the privacy page in %s says who sets the order, and which law asks for that', (language) => {
  for (const service of services) {
    const page = privacyPage(service, language);
    for (const source of ['2024/1689', 'III', '2027', '132/2025']) expect(page).toContain(source);
  }
});
