import { type ContractName, publishedContracts } from '../../shared/contracts/api/published.ts';
import { fileNameOf, jsonSchemaOf } from './json-schema.ts';
import { type OpenapiSources, openapiDocument } from './openapi.ts';

/** The names of every published contract. */
export const contractNames = Object.keys(publishedContracts) as ContractName[];

/** The file of a contract's newest schema and of its kept example, below `events/`. */
export const filesOf = (name: ContractName): { schema: string; example: string } => {
  const file = fileNameOf(name, publishedContracts[name].version);
  return { schema: `${file}.schema.json`, example: `${file}.example.json` };
};

const written = (content: unknown) => `${JSON.stringify(content, null, 2)}\n`;

/** Every generated file by its path in the repository. */
export function publications(sources: OpenapiSources): Record<string, string> {
  const schemas = contractNames.map((name) => [`events/${filesOf(name).schema}`, written(jsonSchemaOf(name))]);
  return { ...Object.fromEntries(schemas), 'docs/api/openapi.json': written(openapiDocument(sources)) };
}
