import type { Language } from '../../shared/contracts/text.ts';

/** Where every page and every form is: the only place that knows the addresses of the portal. */
export const addresses = {
  home: (language: Language) => `/${language}/`,
  accessibility: (language: Language) => `/${language}/accessibility/`,
  service: (language: Language, service: string) => `/${language}/${service}/`,
  contact: (language: Language, service: string, kind?: string) =>
    `/${language}/${service}/contact/${kind === undefined ? '' : `${kind}/`}`,
  /** The page in easiest Italian; there is no other language of it. */
  easyWords: (service: string) => `/it/${service}/in-parole-facili/`,
  status: (language: Language, service: string) => `/${language}/${service}/status/`,
  receipt: (language: Language, service: string, code?: string) =>
    `/${language}/${service}/receipt/${code === undefined ? '' : `#${code}`}`,
  privacy: (language: Language, service: string) => `/${language}/${service}/privacy/`,
  adviceTexts: (language: Language, service: string) => `/assets/advice-${service}-${language}.json`,
  state: (language: Language, service: string) => `/v1/services/${service}?language=${language}`,
  /** What a service promises and did, in a month `YYYY-MM` or the last that is over. */
  charter: (language: Language, service: string, month?: string) =>
    `/v1/services/${service}/statistics?language=${language}${month === undefined ? '' : `&month=${encodeURIComponent(month)}`}`,
  /** The same as data. */
  statistics: (service: string, format = 'json') => `/v1/services/${service}/statistics?format=${format}`,
  /** The page of an event, by the name of its declaration. */
  event: (language: Language, service: string, event: string) =>
    `/v1/services/${service}/events/${encodeURIComponent(event)}?language=${language}`,
  /** The pages of answers of a service, and what a search finds there. */
  answers: (language: Language, service: string, query?: string) =>
    `/v1/services/${service}/articles?language=${language}${query === undefined ? '' : `&q=${encodeURIComponent(query)}`}`,
  /** A picture that stands in a page of answers, by its name. */
  picture: (language: Language, service: string, id: string) =>
    `/v1/services/${service}/materials/${id}?language=${language}&format=picture`,
  /** All pages of answers of a sort, such as `measures`; one of them where it is named. */
  answersOf: (language: Language, service: string, sort: string, id?: string) =>
    `/v1/services/${service}/${sort}${id === undefined ? '' : `/${encodeURIComponent(id)}`}?language=${language}`,
  /** Where the answers to a guide are sent, in the body: none of them stands in an address. */
  consultGuide: (language: Language, service: string, guide: string) =>
    `/v1/services/${service}/guides/${encodeURIComponent(guide)}/consultation?language=${language}`,
  /** What is new among the answers of a service, of one theme where it is named, for feed readers. */
  feed: (language: Language, service: string, theme?: string) =>
    `/v1/services/${service}/articles?language=${language}&format=atom${theme === undefined ? '' : `&theme=${theme}`}`,
  /** A life event on paper. */
  leaflet: (language: Language, service: string, id: string) =>
    `/v1/services/${service}/life-events/${encodeURIComponent(id)}?language=${language}&format=leaflet`,
  /** Where somebody tells a story or proposes an idea. */
  giveContribution: (language: Language, service: string, kind: string) =>
    `/${language}/${service}/contributions/${kind}/`,
  /** Where somebody sees what became of their own; behind `#`, which is sent to nobody, the code of a receipt. */
  ownContribution: (language: Language, service: string, code?: string) =>
    `/${language}/${service}/contributions/own/${code === undefined ? '' : `#${code}`}`,
  sendContribution: (language: Language, service: string) =>
    `/v1/services/${service}/contributions?language=${language}`,
  /** Where an author looks up (`own`), writes anew (`changes`) and takes back (`withdrawals`). */
  actOnContribution: (language: Language, service: string, what: 'own' | 'changes' | 'withdrawals') =>
    `/v1/services/${service}/own-contribution${what === 'own' ? '' : `/${what}`}?language=${language}`,
  /** What the answers of a service are searched by in the page itself. */
  answersIndex: (language: Language, service: string) => `/v1/services/${service}/articles-index?language=${language}`,
  /** What is published, as open data. */
  openData: (service: string, format: 'csv' | 'json' | 'datapackage' | 'dcat') =>
    `/v1/services/${service}/articles?language=it&format=${format}`,
  /** The form by which good practices come in, and where it is sent. */
  proposePracticePage: (language: Language, service: string) => `/${language}/${service}/propose-practice/`,
  proposePractice: (language: Language, service: string) => `/v1/services/${service}/practices?language=${language}`,
  forYourSite: (language: Language, service: string) => `/${language}/${service}/for-your-site/`,
  openDataPage: (language: Language, service: string) => `/${language}/${service}/open-data/`,
  searchAnswers: (service: string) => `/v1/services/${service}/articles`,
  /** What citizens give to be read by others: all of it, one sort, or one. */
  contributions: (language: Language, service: string, one: { kind?: string; id?: string } = {}) =>
    `/v1/services/${service}/contributions${one.id === undefined ? '' : `/${encodeURIComponent(one.id)}`}?language=${language}${one.kind === undefined ? '' : `&kind=${one.kind}`}`,
  /** Where somebody is looked for in a declared event, and where it is sent; in the event that is named. */
  tracing: (language: Language, service: string, event?: string) =>
    `/v1/services/${service}/tracing-requests?language=${language}${event === undefined ? '' : `&event=${encodeURIComponent(event)}`}`,
  ownTracing: (language: Language, service: string) =>
    `/v1/services/${service}/own-tracing-request?language=${language}`,
  sayUseful: (language: Language, service: string) => `/v1/services/${service}/usefulness?language=${language}`,
  /** Where somebody agrees to be asked after sixty days; with the name of who did, where they answer. */
  followUp: (language: Language, service: string, followUp?: string) =>
    `/v1/services/${service}/follow-ups?language=${language}${followUp === undefined ? '' : `&followUp=${followUp}`}`,
  callOut: (language: Language, service: string, name: string) =>
    `/v1/services/${service}/call-outs/${encodeURIComponent(name)}?language=${language}`,
  reserve: (language: Language, service: string, name: string) =>
    `/v1/services/${service}/call-outs/${encodeURIComponent(name)}/reserve?language=${language}`,
  wake: (language: Language, service: string, name: string) =>
    `/v1/services/${service}/wakes/${encodeURIComponent(name)}?language=${language}`,
  /** Opened by the link in the mail, `…/referral/#<secret>`: what stands behind `#` is sent to nobody. */
  referral: (language: Language, service: string) => `/${language}/${service}/referral/`,
  answerReferral: (language: Language, service: string) => `/v1/services/${service}/referrals?language=${language}`,
  /** Opened by the link in the mail to an administration, as a referral is. */
  networkEntry: (language: Language, service: string) => `/${language}/${service}/network-entry/`,
  answerNetworkEntry: (language: Language, service: string) =>
    `/v1/services/${service}/network-entries?language=${language}`,
  sendContact: (service: string) => `/v1/services/${service}/contacts`,
  showReceipt: (language: Language, service: string) => `/v1/services/${service}/contact-receipt?language=${language}`,
  // A query and not a field: the body keeps to its contract, and the answer still comes in the page's language.
  askStatus: (language: Language, service: string) => `/v1/services/${service}/contact-status?language=${language}`,
  addMessage: (language: Language, service: string, code: string) =>
    `/v1/services/${service}/contacts/${encodeURIComponent(code)}/messages?language=${language}`,
  sayConsent: (language: Language, service: string, code: string) =>
    `/v1/services/${service}/contacts/${encodeURIComponent(code)}/consent?language=${language}`,
  rateAnswer: (language: Language, service: string, code: string) =>
    `/v1/services/${service}/contacts/${encodeURIComponent(code)}/rating?language=${language}`,
  proveCase: (language: Language, service: string, code: string) =>
    `/v1/services/${service}/contacts/${encodeURIComponent(code)}/proof?language=${language}`,
  /** Where the published roots of a day are, once the day is written behind it. */
  dayRoots: (service: string) => `/v1/services/${service}/day-roots/`,
  checkProof: (language: Language) => `/${language}/check-proof/`,
  offlineCheck: (language: Language) => `/assets/check-proof-${language}.html`,
};
