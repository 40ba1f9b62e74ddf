import { expect, test } from '@jest/globals';
import { settleOffered } from '../../../functions/attachments/settle-offered.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import type { StoredFile } from '../../../shared/shell/stores/attachments.ts';
import { readCase } from '../../../shared/shell/stores/case-file.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

test('an upload whose checker died after the case knew of it goes with the next try, and the case keeps one file', async () => {
  const register = memoryRegister();
  const caseId = 'PC-7K3M-9QXT-4DHR-8WZA';
  const attachment = '1'.repeat(32);
  await register.append(
    sealEntry({
      caseId,
      at: '2026-09-12T07:00:00.000Z',
      events: [caseOpened(), contactReceived({ attachments: [attachment] })],
      previous: undefined,
      salt: randomHex(),
      sha256,
    }),
  );
  const uploads = new Map<string, StoredFile>([
    [attachment, { bytes: Buffer.from('%PDF-1.4\n%%EOF\n'), contentType: 'application/pdf', fileName: 'a.pdf' }],
  ]);
  const files = new Map<string, StoredFile>();
  let dies = true;
  const ports = {
    upload: async (name: string) => uploads.get(name),
    kept: async (name: string) => files.get(name),
    async keep(name: string, file: StoredFile) {
      if (files.has(name)) return 'there' as const;
      files.set(name, file);
      return 'kept' as const;
    },
    hear: async () => ({ level: 'none' }) as const,
    async drop(name: string) {
      if (dies) throw new Error('died');
      uploads.delete(name);
    },
  };
  const settle = () => settleOffered({ register, uploads: ports }, caseId, new Date('2026-09-12T08:00:00Z'));
  await expect(settle()).rejects.toThrow('died');
  dies = false;
  await settle();
  expect(uploads.size).toBe(0);
  expect((await readCase(register, caseId)).state).toMatchObject({
    attachments: { offered: [attachment], attached: [attachment], refused: [] },
  });
});

test('a file of a case that was erased before anybody looked at it is not kept', async () => {
  const register = memoryRegister();
  const caseId = 'PC-7K3M-9QXT-4DHR-8WZA';
  const attachment = '2'.repeat(32);
  const at = '2026-09-12T07:00:00.000Z';
  const opened = [caseOpened(), contactReceived({ attachments: [attachment] })];
  const first = sealEntry({ caseId, at, events: opened, previous: undefined, salt: randomHex(), sha256 });
  await register.append(first);
  const erased = [{ type: 'PersonalDataErased', reason: 'asked for', upToVersion: 1 } as const];
  await register.append(sealEntry({ caseId, at, events: erased, previous: first, salt: randomHex(), sha256 }));
  const files = new Map<string, StoredFile>();
  const file = { bytes: Buffer.from('%PDF-1.4\n%%EOF\n'), contentType: 'application/pdf', fileName: 'a.pdf' };
  const uploads = new Map<string, StoredFile>([[attachment, file]]);
  const ports = {
    upload: async (name: string) => uploads.get(name),
    kept: async (name: string) => files.get(name),
    async keep(name: string, kept: StoredFile) {
      files.set(name, kept);
      return 'kept' as const;
    },
    hear: async () => ({ level: 'none' }) as const,
    drop: async (name: string) => void uploads.delete(name),
  };
  await settleOffered({ register, uploads: ports }, caseId, new Date('2026-09-12T08:00:00Z'));
  expect([files.size, uploads.size]).toEqual([0, 0]);
  expect((await readCase(register, caseId)).state).toMatchObject({
    attachments: { attached: [], refused: [attachment] },
  });
});
