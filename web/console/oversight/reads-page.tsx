import { useState } from 'preact/hooks';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { CaseReads } from '../desk/case-reads.tsx';
import { Line } from '../kit/fields.tsx';
import { Form } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import type { OversightGiven } from './oversight.tsx';

/** Where an auditor asks who read a case, by its code, and sees nothing else of it. */
export function ReadsPage(given: OversightGiven) {
  const { service } = given;
  const { reads: texts, holds } = useDeskTexts();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [code, setCode] = useState<string>();
  const submit = async () => {
    const read = spellingOf(typed, service.codePrefix);
    setWrong(read === undefined);
    setCode(read);
  };
  return (
    <>
      <FocusedHeading>{texts.ofCase}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      <Form onSubmit={submit} submit={texts.look} sending={false} problem={null}>
        <Line
          id="reads-code"
          label={holds.code}
          wrong={wrong ? texts.noCode : undefined}
          maxLength={40}
          capitals
          value={typed}
          onValue={setTyped}
        />
      </Form>
      {code !== undefined && <CaseReads key={code} {...given} known={{ service: service.service, code }} />}
    </>
  );
}
