import { useState } from 'preact/hooks';
import { upload } from '../../scripts/upload.ts';
import { Field } from '../kit/fields.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { type AddedFile, type FileWrong, filesTaken, wrongInFile } from './contact-draft.ts';

/**
 * Files that go with a contact: a scan of the letter, a photograph that a visitor brings. Each is uploaded as it is
 * chosen.
 */
export function FilesField(props: {
  service: string;
  files: readonly AddedFile[];
  onAdd: (file: AddedFile) => void;
  onRemove: (file: AddedFile) => void;
  onBusy: (busy: boolean) => void;
  /** Of the field, where there are two on a page; what it is called and takes, where that is not a contact's. */
  id?: string;
  label?: string;
  hint?: string;
}) {
  const { service, files, onAdd, onRemove, onBusy, id = 'files' } = props;
  const { record } = useDeskTexts();
  const { files: texts } = record;
  const { label = texts.label, hint = texts.hint(filesTaken.most) } = props;
  const [news, setNews] = useState<'sending' | 'added' | 'failed' | FileWrong>();
  const choose = async (chooser: HTMLInputElement) => {
    const file = chooser.files?.[0];
    chooser.value = '';
    if (file === undefined) return;
    const wrong = wrongInFile(file);
    setNews(wrong ?? 'sending');
    if (wrong !== undefined) return;
    onBusy(true);
    try {
      onAdd({ id: await upload(`/v1/services/${service}/attachments`, file), name: file.name, bytes: file.size });
      setNews('added');
    } catch {
      setNews('failed');
    } finally {
      onBusy(false);
    }
  };
  return (
    <>
      {files.length < filesTaken.most && (
        <Field id={id} label={label} hint={hint}>
          {(described) => (
            <input
              {...described}
              type="file"
              accept={filesTaken.types.join(',')}
              disabled={news === 'sending'}
              onChange={({ currentTarget }) => choose(currentTarget)}
            />
          )}
        </Field>
      )}
      {files.length > 0 && (
        <ul class="documents">
          {files.map((file) => (
            <li key={file.id}>
              {file.name}{' '}
              <button
                type="button"
                class="button secondary"
                onClick={() => {
                  onRemove(file);
                  setNews(undefined);
                }}
              >
                {texts.remove}
                <span class="visually-hidden"> {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p role="status">{news === undefined ? '' : texts.news[news]}</p>
    </>
  );
}
