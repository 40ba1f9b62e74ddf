import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { hastyDynamodb } from '../../shared/shell/stores/dynamodb.ts';
import { dynamodbFigures } from '../../shared/shell/stores/figures.ts';
import { showStatistics } from './show-statistics.ts';

const env = environment('SERVICE', 'FIGURES_TABLE');
const figures = dynamodbFigures(env.FIGURES_TABLE, env.SERVICE, hastyDynamodb);
const definition = readService(env.SERVICE);

/** Tells anybody what a service did of what it promised, as data or as the page of its charter. */
export const handler = answering('statistics', (event, now) => showStatistics({ definition, figures, event, now }));
