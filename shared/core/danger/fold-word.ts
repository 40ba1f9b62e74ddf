/** How people write who are in a hurry, on a telephone, or speak to one: each as the words it stands for. */
const spellings: Readonly<Record<string, string>> = {
  nn: 'non',
  nnn: 'non',
  cn: 'con',
  sn: 'sono',
  x: 'per',
  xk: 'perche',
  xke: 'perche',
  xche: 'perche',
  xro: 'pero',
  cmq: 'comunque',
  qlc: 'qualcuno',
  qlcn: 'qualcuno',
  qlcuno: 'qualcuno',
  qualcn: 'qualcuno',
  qlks: 'qualcosa',
  qlcs: 'qualcosa',
  qcs: 'qualcosa',
  qcn: 'qualcuno',
  tt: 'tutto',
  tutt: 'tutto',
  dv: 'dove',
  qnd: 'quando',
  qst: 'questo',
  qsto: 'questo',
  qsta: 'questa',
  grz: 'grazie',
  pf: 'per favore',
  plz: 'please',
  pls: 'please',
  ppl: 'people',
  thx: 'thanks',
  u: 'you',
  ur: 'your',
  ive: 'i have',
  hes: 'he is',
  shes: 'she is',
  theyre: 'they are',
  were: 'were',
  theres: 'there is',
  dont: 'do not',
  dosent: 'does not',
  doesnt: 'does not',
  didnt: 'did not',
  isnt: 'is not',
  wasnt: 'was not',
  arent: 'are not',
  werent: 'were not',
  wont: 'will not',
  cant: 'can not',
  cannot: 'can not',
  couldnt: 'could not',
  wouldnt: 'would not',
  hasnt: 'has not',
  havent: 'have not',
  aint: 'is not',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  kms: 'kill myself',
  chill: 'relax',
  chilling: 'relaxing',
  chilled: 'relaxed',
  nich: 'nicht',
  nit: 'nicht',
  ned: 'nicht',
  nid: 'nicht',
  nix: 'nichts',
  nimmer: 'nicht mehr',
  nimma: 'nicht mehr',
  nimmermehr: 'nicht mehr',
  mutti: 'mama',
  vati: 'papa',
  aiutoo: 'aiuto',
  hilfee: 'hilfe',
  helpp: 'help',
  soccorsoo: 'soccorso',
};

/** What the part before or after an apostrophe stands for; '' where it says nothing. */
const elided: Readonly<Record<string, string>> = {
  l: '',
  d: '',
  un: '',
  dell: '',
  nell: '',
  all: '',
  sull: '',
  dall: '',
  coll: '',
  quell: '',
  quest: '',
  sant: '',
  s: '',
  m: 'mi',
  t: 'ti',
  re: 'are',
  ve: 'have',
  ll: 'will',
  dov: 'dove',
  com: 'come',
  n: 'ne',
  v: 'vi',
};

/** Words after which `'s` is a verb. */
const sayIs = new Set(['he', 'she', 'it', 'that', 'there', 'who', 'where', 'someone', 'somebody', 'everyone', 'baby']);

/** Words after which `m`, `re`, `ve`, `ll` are verbs, where a blank stands for the apostrophe. */
const sayWho = new Set(['i', 'you', 'we', 'they', 'he', 'she', 'it', 'that', 'there', 'who']);

/** What a piece stands for that a blank parts from its word in place of an apostrophe (`that s`), if it does. */
export function looseVerb(piece: string, before: string): string | undefined {
  if (piece === 's') return sayIs.has(before) ? 'is' : undefined;
  if (piece === 'm') return before === 'i' ? 'am' : undefined;
  return ['re', 've', 'll'].includes(piece) && sayWho.has(before) ? elided[piece] : undefined;
}

/** Words that stand for nothing when somebody types a blank for the apostrophe. */
const looseElisions = new Set(['l', 'd', 'dell', 'nell', 'sull', 'dall']);

/** Whether there is nothing to fold in a word, as in most: one look at each letter. */
function isPlain(word: string): boolean {
  let last = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at);
    if (letter < 97 || letter > 122 || letter === last) return false;
    // c before h, k, q; a, o, u before e.
    if (last === 99 && (letter === 104 || letter === 107 || letter === 113)) return false;
    if (letter === 101 && (last === 97 || last === 111 || last === 117)) return false;
    last = letter;
  }
  return true;
}

/**
 * One word as the lists are read against it: no case, no accents, umlauts in any spelling as their vowel, `ß` as `ss`,
 * `k` for `ch` and `ck`, doubled consonants as one, a vowel drawn out as one. Lists and texts go through the same fold.
 */
export function foldWord(word: string): string {
  // `è` is a verb, `e` is `and`: only who leaves the accent out mixes them up.
  if (word === 'è' || word === 'é' || word === 'È') return 'est';
  if (isPlain(word)) return word;
  let bare = word;
  for (let at = 0; at < word.length; at += 1) {
    if (word.charCodeAt(at) > 127) {
      bare = word
        .normalize('NFKD')
        .replace(/[\p{M}\p{Cf}]/gu, '')
        .replace(/ß/g, 'ss');
      break;
    }
  }
  let folded = '';
  let run = 0;
  for (const letter of bare.toLowerCase()) {
    const last = folded.at(-1);
    run = letter === last ? run + 1 : 1;
    const isVowel = 'aeiouy'.includes(letter);
    if (letter === last && !(letter >= '0' && letter <= '9')) {
      if (!isVowel) continue;
      if (run === 3) folded = folded.slice(0, -1);
      if (run >= 3) continue;
    }
    // ue, ae, oe are umlauts; ch, ck are k.
    if (letter === 'e' && run === 1 && (last === 'a' || last === 'o' || last === 'u')) continue;
    if (letter === 'h' && last === 'c') {
      folded = `${folded.slice(0, -1)}k`;
      if (folded.at(-2) === 'k') folded = folded.slice(0, -1);
      continue;
    }
    if (letter === 'k' && last === 'c') {
      folded = `${folded.slice(0, -1)}k`;
      continue;
    }
    if (letter === 'q' && last === 'c') {
      folded = `${folded.slice(0, -1)}q`;
      continue;
    }
    folded += letter;
  }
  return folded;
}

/** What a written word stands for: one or more folded words, none where it says nothing. */
export function wordsIn(written: string): string[] {
  const plain = written.replace(/[’‘`´ʼ]/g, "'").toLowerCase();
  if (!plain.includes("'")) {
    if (looseElisions.has(plain)) return [];
    const meant = Object.hasOwn(spellings, plain) ? spellings[plain] : undefined;
    return meant === undefined ? [foldWord(plain)].filter((word) => word !== '') : meant.split(' ').map(foldWord);
  }
  if (plain.endsWith("n't")) {
    const stem = plain.slice(0, -3);
    const verb = stem === 'ca' ? 'can' : stem === 'wo' ? 'will' : stem === 'sha' ? 'shall' : stem;
    return [foldWord(verb), 'not'];
  }
  const parts = plain.split("'");
  if (parts[0] === 'c' && parts.length === 2) return [foldWord(`c${parts[1]}`)];
  const [first = '', second = ''] = parts;
  if (first === 'i' && second === 'm') return ['i', 'am'];
  if (second === 's' && sayIs.has(first)) return [foldWord(first), 'is'];
  return parts.flatMap((part, at) => {
    const says = (at < parts.length - 1 || part.length <= 2) && Object.hasOwn(elided, part) ? elided[part] : undefined;
    if (says !== undefined) return says === '' ? [] : [foldWord(says)];
    return part === '' ? [] : wordsIn(part);
  });
}
