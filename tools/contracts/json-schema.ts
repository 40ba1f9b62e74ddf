import * as z from 'zod/mini';
import { type ContractName, publishedContracts, sharedParts } from '../../shared/contracts/api/published.ts';
import { AttachmentUpload, maximumUploadFields } from '../../shared/contracts/attachment.ts';
import { ContentDocument, maximumMembers } from '../../shared/contracts/content/entry.ts';
import { GuideAnswers } from '../../shared/contracts/content/guide-step.ts';
import { IndexMembers, maximumIndexMembers } from '../../shared/contracts/content/index-file.ts';
import { Counts, maximumCounts } from '../../shared/contracts/declaration-report.ts';
import { GuideWalk, maximumAnswers } from '../../shared/contracts/guide-walk.ts';
import { Coverage, maximumZones } from '../../shared/contracts/proposal.ts';

/** A JSON Schema (2020-12) as plain JSON. */
export type JsonSchema = { [keyword: string]: unknown };

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

/** Records by the bound that their contract states as a refinement: JSON Schema has a word for it. */
const bounds = new Map<unknown, number>([
  [AttachmentUpload.shape.fields, maximumUploadFields],
  [Coverage, maximumZones],
  [Counts, maximumCounts],
  [ContentDocument, maximumMembers],
  [GuideAnswers.shape.answers, maximumAnswers],
  [GuideWalk.shape.answers, maximumAnswers],
  [IndexMembers, maximumIndexMembers],
]);

const amended: Override = ({ zodSchema, jsonSchema }) => {
  // The format says the same as zod's long pattern of dates and leap years.
  if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
  // Generators of clients take a member with a default for one that is always there: senders may leave it out.
  if (jsonSchema.default !== undefined) {
    const without = `${JSON.stringify(jsonSchema.default)} when left out.`;
    jsonSchema.description = [jsonSchema.description, without].filter((part) => part !== undefined).join(' ');
    delete jsonSchema.default;
  }
  const most = bounds.get(zodSchema);
  if (most !== undefined) jsonSchema.maxProperties = most;
};

type Named = { id: string; description: string; title?: string };

const withSharedParts = () => {
  const registry = z.registry<Named>();
  for (const [id, { schema, description }] of Object.entries(sharedParts)) registry.add(schema, { id, description });
  return registry;
};

/** The file name of a contract's version, without its ending: `contact.v1`. */
export const fileNameOf = (name: string, version: number): string => `${name}.v${version}`;

/** The JSON Schema of a contract's newest version: what a sender may write, with shared parts as `$defs`. */
export function jsonSchemaOf(name: ContractName): JsonSchema {
  const { version, schema, title, description } = publishedContracts[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    metadata: withSharedParts(),
    override: amended,
  }) as JsonSchema;
  return { $schema, $id: `urn:sportello:contract:${fileNameOf(name, version)}`, title, description, ...rest };
}

/** The name of a contract among the components of the OpenAPI document: `case-status` is `CaseStatus`. */
export const componentNameOf = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_all, letter) => letter.toUpperCase());

/**
 * Contracts and shared parts as OpenAPI components; numbers have formats and lists a lower bound, as AgID's rules ask.
 */
export function componentSchemas(names: readonly ContractName[]): Record<string, JsonSchema> {
  const registry = withSharedParts();
  for (const name of names) {
    const { schema, title, description } = publishedContracts[name];
    registry.add(schema, { id: componentNameOf(name), title, description });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: (context) => {
      amended(context);
      const { jsonSchema } = context;
      // A number that is always the same is a whole one between itself and itself.
      if (typeof jsonSchema.const === 'number') {
        Object.assign(jsonSchema, { type: 'integer', minimum: jsonSchema.const, maximum: jsonSchema.const });
      }
      if (jsonSchema.type === 'integer') jsonSchema.format = 'int32';
      if (jsonSchema.type === 'number') jsonSchema.format = 'double';
      if (jsonSchema.type === 'array') jsonSchema.minItems ??= 0;
      // Readers inside take members that a later version adds; the document tells what this version writes.
      if (jsonSchema.type === 'object') jsonSchema.additionalProperties ??= false;
      if (jsonSchema.type === 'string' && jsonSchema.const !== undefined) {
        jsonSchema.enum = [jsonSchema.const as string];
        delete jsonSchema.const;
      }
    },
  });
  const bare = Object.entries(schemas).map(([id, { $schema: _dialect, $id: _place, ...schema }]) => [id, schema]);
  return Object.fromEntries(bare.sort(([one], [other]) => String(one).localeCompare(String(other))));
}
