import { useState } from 'preact/hooks';
import { maximumPictureBytes, type Picture } from '../../../shared/contracts/content/picture.ts';
import { Field } from '../kit/fields.tsx';
import { useEditorTexts } from './editor-texts.ts';

/** Pixels of the longer side at most: no page shows a picture wider. */
const longest = 1_200;

const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/**
 * A chosen file as a picture that fits: drawn anew, smaller where it is large, so that nothing but what is seen goes
 * along, no place and no camera. Throws what the browser throws for what is no picture; undefined where even the
 * smallest weighs too much.
 */
async function pictureOf(file: Blob): Promise<Picture['file'] | undefined> {
  const drawn = await createImageBitmap(file);
  for (const side of [longest, 800, 500]) {
    const scale = Math.min(1, side / Math.max(drawn.width, drawn.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(drawn.width * scale));
    canvas.height = Math.max(1, Math.round(drawn.height * scale));
    canvas.getContext('2d')?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
    // A browser that writes no WebP writes PNG, and says so.
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.8));
    if (blob !== null && blob.size <= maximumPictureBytes) {
      const type = blob.type as Picture['file']['type'];
      return { type, width: canvas.width, height: canvas.height, data: await base64Of(blob) };
    }
  }
  return undefined;
}

/** A picture to choose from this machine, as it will be shown. */
export function PictureField(props: {
  id: string;
  label: string;
  wrong: string | undefined;
  value: unknown;
  onValue: (file: Picture['file']) => void;
}) {
  const { value, onValue } = props;
  const { picture: texts } = useEditorTexts();
  const [refused, setRefused] = useState(false);
  const { type, data, width, height } = (value ?? {}) as Partial<Picture['file']>;
  const take = async (file: Blob | undefined) => {
    if (file === undefined) return;
    const taken = await pictureOf(file).catch(() => undefined);
    setRefused(taken === undefined);
    if (taken !== undefined) onValue(taken);
  };
  return (
    <Field id={props.id} label={props.label} hint={texts.hint} wrong={refused ? texts.refused : props.wrong}>
      {(described) => (
        <>
          <input
            {...described}
            type="file"
            accept="image/*"
            onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
          />
          {data !== undefined && (
            <img class="picture" src={`data:${type};base64,${data}`} width={width} height={height} alt={texts.shown} />
          )}
        </>
      )}
    </Field>
  );
}
