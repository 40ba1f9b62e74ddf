import type { PictureShown } from '../../contracts/content/picture.ts';
import type { Language } from '../../contracts/text.ts';
import { pictureInText } from '../../core/knowledge/pictures.ts';

const escaped = (words: string) => words.replace(/[\\[\]]/g, (sign) => `\\${sign}`);

/**
 * A text with each picture at its address, with what is seen in it in one language and its size; one that is not public
 * is left out.
 */
export const fillPictures = (
  text: string,
  pictures: readonly PictureShown[],
  language: Language,
  addressOf: (id: string) => string,
): string =>
  text.replace(pictureInText, (_, id: string) => {
    const picture = pictures.find((one) => one.id === id);
    if (picture === undefined) return '';
    const { alternative, file } = picture;
    return `![${escaped(alternative[language])}](${addressOf(id)} "${file.width}x${file.height}")`;
  });
