const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?| \d{2}:\d{2})?)?$/i;

/**
 * A date (midnight UTC) or a date and time as PostgreSQL reads it unambiguously, or undefined where there is no such moment. Without an offset it is UTC;
 * a blank before the offset is the plus that a form decoder ate. Beyond microseconds digits are cut off.
 */
export function normalDatetime(text: string): string | undefined {
  const parts = pattern.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', offset = 'Z'] = parts;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const zone = normalOffset(offset);
  return zone && `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 6).padEnd(6, '0')}${zone}`;
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

// PostgreSQL refuses offsets of 16 hours and more.
function normalOffset(offset: string): string | undefined {
  if (/^z$/i.test(offset)) return '+00:00';
  const sign = offset.startsWith('-') ? '-' : '+';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const hours = digits.slice(0, 2);
  const minutes = digits.slice(2);
  return Number(hours) <= 15 && Number(minutes) <= 59 ? `${sign}${hours}:${minutes}` : undefined;
}
