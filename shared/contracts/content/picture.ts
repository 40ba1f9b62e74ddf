import * as z from 'zod/mini';
import { ServiceId } from '../kind.ts';
import { Slug } from './item.ts';
import { Source } from './source.ts';

/** What a picture may be: each is shown by every browser, and none runs anything. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
/** Bytes of a picture at most: one entry of a content is one item of DynamoDB, which takes 400 KB. */
export const maximumPictureBytes = 180_000;

const Pixels = z.int().check(z.minimum(1), z.maximum(4_000));
/** What is seen in a picture, in words, for whoever does not see it: never left out. */
const Alternative = z.string().check(z.minLength(5), z.maxLength(300), z.regex(/\S/));

const words = z.strictObject({ it: Alternative, en: Alternative, de: Alternative });

/** What a picture is shown by: its words and its size. */
export const PictureShown = z.strictObject({
  id: Slug,
  alternative: words,
  file: z.strictObject({ width: Pixels, height: Pixels }),
});
export type PictureShown = z.infer<typeof PictureShown>;

/** A picture that stands in articles, with what is seen in it said in every language, and where it is from. */
export const Picture = z.strictObject({
  kind: z.literal('picture'),
  id: Slug,
  service: ServiceId,
  alternative: words,
  sources: z.array(Source).check(z.maxLength(5)),
  file: z.strictObject({
    type: z.enum(pictureTypes),
    width: Pixels,
    height: Pixels,
    /** Its bytes in Base64 (RFC 4648). */
    data: z.base64().check(z.minLength(8), z.maxLength(Math.ceil(maximumPictureBytes / 3) * 4)),
  }),
});
export type Picture = z.infer<typeof Picture>;
