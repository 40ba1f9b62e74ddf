import type { PersonalPart } from '../../contracts/event-members.ts';
import territory from '../knowledge/territory.json' with { type: 'json' };

type Place = NonNullable<PersonalPart['place']>;

/** Signs of provinces by region, as addresses end with them (ISO 3166-2:IT; SU: Sud Sardegna). */
const signs: Record<string, string> = {
  '01': 'TO VC NO CN AT AL BI VB',
  '02': 'AO',
  '03': 'VA CO SO MI BG BS PV CR MN LC LO MB',
  '04': 'BZ TN',
  '05': 'VR VI BL TV VE PD RO',
  '06': 'UD GO TS PN',
  '07': 'IM SV GE SP',
  '08': 'PC PR RE MO BO FE RA FC RN',
  '09': 'MS LU PT FI LI PI AR SI GR PO',
  '10': 'PG TR',
  '11': 'PU AN MC AP FM',
  '12': 'VT RI RM LT FR',
  '13': 'AQ TE PE CH',
  '14': 'CB IS',
  '15': 'CE BN NA AV SA',
  '16': 'FG BA TA BR LE BT',
  '17': 'PZ MT',
  '18': 'CS CZ RC KR VV',
  '19': 'TP PA ME AG CL EN CT RG SR',
  '20': 'SS NU CA OR SU',
};
const regionOfSign = new Map(
  Object.entries(signs).flatMap(([region, all]) => all.split(' ').map((sign) => [sign, region] as const)),
);

const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

const reggio = { reggioemilia: '08', reggiocalabria: '18', aosta: '02' };
/** Regions by the names of their provinces, and of the chief towns that a province of several names has. */
const regionOfName = new Map<string, string>([
  ...Object.entries(reggio),
  ...territory.provinces.flatMap(([, name = '', region = '']) =>
    [name, ...name.split(/[/-]| e (?:della )?/)].map((each) => [folded(each), region] as const),
  ),
]);

/**
 * The region that a place lies in, by its code of two digits (ISTAT), as the sign or the name of a province in it tells.
 * Undefined where neither does: a point alone is not judged, since the nearest chief town is often beyond a border.
 */
export function regionOfPlace({ address, municipality }: Place): string | undefined {
  for (const written of [municipality, address]) {
    const sign = /(?:\(|,\s*|\s)([A-Z]{2})\)?\s*$/.exec(written ?? '')?.[1];
    const region = sign === undefined ? undefined : regionOfSign.get(sign);
    if (region !== undefined) return region;
  }
  return municipality === undefined ? undefined : regionOfName.get(folded(municipality));
}
