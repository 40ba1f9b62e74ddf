/** The digits of a phone number without Italy's country code, so that `+39 06 1` and `06 1` are one number. */
export function nationalNumber(phone: string): string {
  if (!/^[+0-9 ().\-/]+$/.test(phone.trim())) return '';
  const digits = phone.replace(/\D/g, '');
  return phone.trim().startsWith('+') || digits.startsWith('00') ? digits.replace(/^(00)?39(?=\d{5})/, '') : digits;
}
