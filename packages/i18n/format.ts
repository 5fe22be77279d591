import { getLocale, type Locale } from './locale.ts'

/** Times of 24 hours and days before months, as people here write them. */
const tags = { es: 'es-ES', en: 'en-GB', ca: 'ca-ES' } as const

type Day = string
type Instant = string
type Zone = string

// Making an Intl formatter is the dear part: a table of 500 amounts needs one.
const made = new Map<string, unknown>()
function once<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make())
  return made.get(key) as T
}

function numbers(locale: Locale, options: Intl.NumberFormatOptions) {
  const make = () => new Intl.NumberFormat(tags[locale], options)
  return once(`n${locale}${JSON.stringify(options)}`, make)
}

function dates(locale: Locale, options: Intl.DateTimeFormatOptions) {
  const make = () => new Intl.DateTimeFormat(tags[locale], options)
  return once(`d${locale}${JSON.stringify(options)}`, make)
}

/** How many decimals a currency has: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return numbers('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** 125050 → "1250.50", without floating point. */
export function decimalOf(minor: number, digits: number): string {
  const sign = minor < 0 ? '-' : ''
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0')
  if (digits === 0) return sign + figures
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`
}

/** { minor: 125050, currency: 'EUR' } → "1.250,50 €". */
export function formatMoney(amount: { minor: number; currency: string }, locale = getLocale()): string {
  const { minor, currency } = amount
  const format = numbers(locale, { style: 'currency', currency, useGrouping: 'always' })
  return format.format(decimalOf(minor, minorDigits(currency)) as Intl.StringNumericLiteral)
}

export function formatNumber(value: number, locale = getLocale(), options: Intl.NumberFormatOptions = {}) {
  return numbers(locale, options).format(value)
}

/** Basis points: 2100 → "21 %". */
export function formatRate(basisPoints: number, locale = getLocale()): string {
  const percent = decimalOf(basisPoints, 4) as Intl.StringNumericLiteral
  return numbers(locale, { style: 'percent', maximumFractionDigits: 2 }).format(percent)
}

/** Minutes → "8 h 30 min". The symbols are those of the SI, alike in the three languages. */
export function formatDuration(minutes: number, locale = getLocale()): string {
  const total = Math.abs(minutes)
  const hours = Math.trunc(total / 60)
  const rest = total % 60
  const parts: string[] = []
  if (hours > 0) parts.push(`${formatNumber(hours, locale)}\u00a0h`)
  if (rest > 0 || hours === 0) parts.push(`${formatNumber(rest, locale)}\u00a0min`)
  return (minutes < 0 ? '−' : '') + parts.join('\u00a0')
}

const dayStyles = {
  /** 3 nov 2026 */
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  /** 03/11/2026, as on invoices */
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
  /** martes, 3 de noviembre de 2026 */
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** mar, 3 nov */
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  /** noviembre de 2026 */
  month: { month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type DayStyle = keyof typeof dayStyles

const noonUtc = (day: Day) => new Date(`${day.length === 7 ? `${day}-01` : day}T12:00:00Z`)

/** A calendar day (YYYY-MM-DD, or YYYY-MM for style `month`), which has no zone. */
export function formatDay(day: Day, style: DayStyle = 'short', locale = getLocale()): string {
  return dates(locale, { ...dayStyles[style], timeZone: 'UTC' }).format(noonUtc(day))
}

/** A half-open period of days, told with its last day: 2026-11-01 → 2026-12-01 is "1–30 nov 2026". */
export function formatPeriod(period: { start: Day; end: Day | null }, locale = getLocale()): string {
  if (period.end === null) return `${formatDay(period.start, 'short', locale)} –`
  const last = noonUtc(period.end)
  last.setUTCDate(last.getUTCDate() - 1)
  return dates(locale, { ...dayStyles.short, timeZone: 'UTC' }).formatRange(noonUtc(period.start), last)
}

/** The day of an instant in that zone. */
export function formatDate(instant: Instant, zone: Zone, style: DayStyle = 'short', locale = getLocale()) {
  return dates(locale, { ...dayStyles[style], timeZone: zone }).format(new Date(instant))
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** 09:30 in that zone. */
export function formatTime(instant: Instant, zone: Zone, locale = getLocale()): string {
  return dates(locale, { ...clock, timeZone: zone }).format(new Date(instant))
}

/** mar, 3 nov, 09:30 in that zone. */
export function formatDateTime(
  instant: Instant,
  zone: Zone,
  style: DayStyle = 'short',
  locale = getLocale(),
) {
  return dates(locale, { ...dayStyles[style], ...clock, timeZone: zone }).format(new Date(instant))
}

type Span = { start: Instant; end: Instant }

/** 09:30–11:00 in that zone; both dates appear when the span crosses midnight. */
export function formatTimeRange(span: Span, zone: Zone, locale = getLocale()): string {
  return dates(locale, { ...clock, timeZone: zone }).formatRange(new Date(span.start), new Date(span.end))
}

/** mar, 3 nov, 09:30–11:00 in that zone. */
export function formatSpan(span: Span, zone: Zone, locale = getLocale()): string {
  const format = dates(locale, { ...dayStyles.weekday, ...clock, timeZone: zone })
  return format.formatRange(new Date(span.start), new Date(span.end))
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "hace 3 horas", seen from `now`; by days, hours or minutes. */
export function formatAgo(instant: Instant, now: Instant, locale = getLocale()): string {
  const elapsed = new Date(instant).getTime() - new Date(now).getTime()
  const [unit, size] = steps.find(([, size]) => Math.abs(elapsed) >= size) ?? ['minute', 60_000]
  const make = () => new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' })
  return once(`r${locale}`, make).format(Math.trunc(elapsed / size), unit)
}

/** "Ana, Pol y Marta" */
export function formatList(items: string[], locale = getLocale()): string {
  return once(`l${locale}`, () => new Intl.ListFormat(tags[locale], { type: 'conjunction' })).format(items)
}
