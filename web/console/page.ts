/**
 * The one page of the console: everything else comes by script, because nothing is shown to whoever is not signed in.
 */
export const consolePage = (): string => `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Console – Sportello</title>
<meta name="theme-color" content="#002f5c">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="preload" href="/assets/titillium-web-400.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/console-style.css">
<script src="/assets/console.js" defer></script>
</head>
<body>
<div id="console"><main id="main" class="container"><p>La console ha bisogno di JavaScript. / The console needs JavaScript. / Die Konsole braucht JavaScript.</p></main></div>
</body>
</html>
`;
