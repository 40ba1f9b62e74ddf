/** A picture as it stands in Markdown: `![](picture:mappa)`; whatever words stand in it, its own are shown. */
export const pictureInText = /!\[[^\]]*\]\(picture:([a-z0-9-]+)\)/g;

/** The pictures that a text names, each once. */
export const picturesNamed = (text: string): string[] => [
  ...new Set([...text.matchAll(pictureInText)].map(([, id = '']) => id)),
];
