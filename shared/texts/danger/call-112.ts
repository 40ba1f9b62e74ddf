/**
 * That 112 answers in one's own language, in the eight languages most spoken by foreigners in Italy after Italian
 * (Istat, Diversità linguistiche tra i cittadini stranieri, 25 July 2014). Whoever answers 112 calls an interpreter in
 * (Ministero dell'Interno, on the NUE 112 in Umbria and Marche, August 2020). No native speaker has read these lines.
 */
export const call112: readonly { language: string; text: string; rightToLeft?: true }[] = [
  { language: 'ro', text: 'În pericol, sună la 112: îți răspunde în limba ta.' },
  { language: 'ar', text: 'عند الخطر اتصل بالرقم 112: يجيبك بلغتك.', rightToLeft: true },
  { language: 'sq', text: 'Në rrezik telefono 112: të përgjigjet në gjuhën tënde.' },
  { language: 'es', text: 'En peligro llama al 112: responde en tu idioma.' },
  { language: 'zh', text: '遇到危险请拨打112：会用您的语言回答。' },
  { language: 'ru', text: 'В опасности звоните 112: вам ответят на вашем языке.' },
  { language: 'uk', text: 'У небезпеці телефонуйте 112: вам відповідять вашою мовою.' },
  { language: 'fr', text: 'En danger, appelez le 112 : il répond dans votre langue.' },
];
