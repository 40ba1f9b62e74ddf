import { raw } from 'hono/html';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html, type Markup, written } from './markup.ts';

/** Where a day's published roots are, with the gaps that a person fills. */
const rootsAddress = '/v1/services/{service}/day-roots/{day}';

function checkForm(language: Language): Markup {
  const { page: texts } = textsIn[language].proof;
  return html`<h1>${texts.title}</h1>
    <p class="lead">${texts.lead}</p>
    <noscript><p class="callout">${texts.noScript}</p></noscript>
    <form data-check-proof novalidate
      data-stands="${texts.stands}" data-changed="${texts.changed}" data-another-root="${texts.anotherRoot}" data-no-proof="${texts.noProof}"
      data-no-file="${texts.noFile}" data-no-root="${texts.noRoot}" data-no-hash="${texts.noHash}">
      <div class="field">
        <label for="proof-file">${texts.file}</label>
        <input type="file" id="proof-file" accept=".json,application/json">
      </div>
      <div class="field">
        <label for="published-root">${texts.root}</label>
        <p class="hint" id="published-root-hint">${texts.rootHint} <code>${rootsAddress}</code></p>
        <textarea id="published-root" rows="3" maxlength="300" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="published-root-hint"></textarea>
      </div>
      <button class="button primary" type="submit">${texts.submit}</button>
    </form>
    <div role="status" data-verdict></div>`;
}

/** The page of the portal that checks a saved proof, and leads to the file that does it without a network. */
export function checkProofPage(services: readonly PreparedService[], language: Language): string {
  const { page: texts } = textsIn[language].proof;
  return layout({
    language,
    title: texts.title,
    services,
    emergencyNumbers: services[0]?.emergencyNumbers ?? [],
    inLanguage: addresses.checkProof,
    body: html`<div class="column">
    ${checkForm(language)}
    <p><a href="${addresses.offlineCheck(language)}" download>${texts.save}</a></p>
    <p class="hint">${texts.saveHint}</p>
    <script src="/assets/check-proof.js" defer></script>
    </div>`,
  });
}

const style = `body{margin:0;background:#fff;color:#17324d;font:1.05rem/1.6 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1.5rem 1rem}
h1{line-height:1.2}
label{display:block;font-weight:600}
.field{margin-bottom:1.4rem}
.hint{margin:0 0 .3rem;color:#435a70}
code{overflow-wrap:anywhere}
input,textarea{box-sizing:border-box;width:100%;padding:.6rem;border:2px solid #435a70;border-radius:4px;font:inherit}
textarea{font-family:monospace}
button{padding:.7rem 1.4rem;border:0;border-radius:4px;background:#0059b3;color:#fff;font:inherit;font-weight:600}
:focus-visible{outline:3px solid #ff9900;outline-offset:2px}
.callout,.success,.error-summary{margin:1.5rem 0;padding:.8rem 1rem;border-left:5px solid;font-weight:600}
.success{border-color:#006b3f;background:#e6f4ec}
.callout,.error-summary{border-color:#a4121f;background:#fdecee}`;

/**
 * The same check as one file that opens from anywhere and may connect to nothing: its policy names its own script and
 * style by their hashes and allows nothing else. `digest` is SHA-256 as base64.
 */
export function offlineCheckPage(language: Language, script: string, digest: (text: string) => string): string {
  const { page: texts } = textsIn[language].proof;
  const policy = `default-src 'none'; script-src 'sha256-${digest(script)}'; style-src 'sha256-${digest(style)}'; base-uri 'none'; form-action 'none'`;
  return written(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${texts.title}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
${checkForm(language)}
</main>
<script>${raw(script)}</script>
</body>
</html>
`);
}
