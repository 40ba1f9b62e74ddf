import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { PublicContent } from '../../shared/contracts/content/view.ts';
import { isPaged, pagedKinds } from '../../shared/core/knowledge/paged-kinds.ts';
import { type Reply, toAnyPage } from '../../shared/shell/http/answering.ts';
import { addresses } from '../../web/pages/addresses.ts';
import { answered, asked, type Readers } from './answer-reader.ts';
import { catalogueOf, contentsDataset, dataPackageOf, statisticsDataset } from './rules/data-catalogue.ts';
import { lastPublished, openContents, tableOf } from './rules/open-data.ts';
import { type OpenFormat, openFormats } from './rules/open-formats.ts';

// Published contents as open data: called by answer-route. They are the same in whatever language they are asked for.

/** What a service has published, as a table, as JSON, or how either is described. */
export function showOpenData(readers: Readers, event: APIGatewayProxyEventV2, format: OpenFormat): Reply {
  const { service, at, fill } = asked(readers, event);
  const { definition, listed, site } = readers;
  const contents = openContents(listed, at, fill);
  const modified = lastPublished(contents);
  const address = (one: OpenFormat) => `${site}${addresses.openData(service, one)}`;
  const counted = (one: 'csv' | 'json') => `${site}${addresses.statistics(service, one)}`;
  const datasets = [
    contentsDataset(definition, { csv: address('csv'), json: address('json'), modified }),
    statisticsDataset(definition, { csv: counted('csv'), json: counted('json'), modified: at }),
  ];
  const pageOf = ({ kind, id, language }: PublicContent) =>
    isPaged(kind) ? `${site}${addresses.answersOf(language, service, pagedKinds[kind], id)}` : '';
  const written = {
    csv: () => tableOf(contents, pageOf),
    json: () => JSON.stringify({ service, licence: 'CC-BY-4.0', contents }),
    datapackage: () => JSON.stringify(dataPackageOf(definition, datasets)),
    dcat: () =>
      JSON.stringify(
        catalogueOf(definition, datasets, { home: `${site}${addresses.openDataPage('it', service)}`, modified }),
      ),
  };
  const { headers, ...reply } = answered(event, 'it', written[format]());
  const file = { csv: 'contents.csv', json: 'contents.json', datapackage: 'datapackage.json', dcat: 'catalog.jsonld' };
  return {
    ...reply,
    headers: {
      ...headers,
      'Content-Type': openFormats[format],
      'Content-Disposition': `inline; filename="${service}-${file[format]}"`,
      // Anybody's page may read what anybody may copy.
      ...toAnyPage,
    },
  };
}
