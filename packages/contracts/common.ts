import * as z from 'zod'
import type { Day as DayValue, Instant as InstantValue, TimeZone as Zone } from '#time'

/** The one place where a checked string becomes a branded one. */
const branded = <T extends string>(schema: z.ZodType<string, string>) =>
  schema as unknown as z.ZodType<T, string>

export const Id = z.uuid().meta({ example: '01930e6c-7d0a-7c1e-9a55-0b1f6a3a9c01' })

// What Postgres (NUL), XML 1.0 (other controls) and UTF-8 (lone surrogates) cannot hold never enters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the purpose
const unstorable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/u
const invisible = /^[\s\u200b-\u200f\u2060\ufeff]*$/u

/** Free text, trimmed; may be empty. Lengths are in characters. */
export const Text = (max: number) =>
  z
    .string()
    .max(max * 2)
    .overwrite((text) => text.normalize('NFC').trim())
    .refine((text) => text.length <= max, {
      error: `At most ${max} characters.`,
      params: { code: 'too_long', max },
    })
    .refine((text) => !unstorable.test(text), {
      error: 'Has a character that cannot be stored.',
      params: { code: 'bad_character' },
    })

/** A line that names something: never empty, never invisible, never broken. */
export const Name = (max = 120) =>
  Text(max)
    .refine((text) => !invisible.test(text), { error: 'Write something here.', params: { code: 'required' } })
    .refine((text) => !/[\r\n]/.test(text), { error: 'One line only.', params: { code: 'one_line' } })

export const Email = z
  .string()
  .max(254)
  .overwrite((text) => text.trim().toLowerCase())
  .pipe(z.email({ pattern: z.regexes.html5Email }))
  .refine((text) => text.includes('.', text.indexOf('@')), { error: 'That is not an e-mail address.' })
  .meta({ format: 'email', example: 'marta@example.org' })

/** A calendar day, `YYYY-MM-DD`, from 1990 to 2100. */
export const Day = branded<DayValue>(
  z.iso
    .date()
    .refine((day) => day >= '1990-01-01' && day <= '2100-12-31', { error: 'Between 1990 and 2100.' })
    .meta({ example: '2026-11-23' }),
)

/** An instant, ISO 8601 in UTC; any precision comes in, milliseconds go out. */
export const Instant = branded<InstantValue>(
  z.iso
    .datetime()
    .refine((at) => at >= '1990' && at < '2101', { error: 'Between 1990 and 2100.' })
    .overwrite((at) => new Date(at).toISOString())
    .meta({ example: '2026-11-23T09:00:00.000Z' }),
)

/** IANA name. */
export const TimeZone = branded<Zone>(
  z
    .string()
    .max(64)
    .refine(isTimeZone, { error: 'Not a time zone.', params: { code: 'time_zone' } })
    .meta({ example: 'Europe/Madrid' }),
)

function isTimeZone(name: string) {
  try {
    return (
      /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(name) &&
      Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
    )
  } catch {
    return false
  }
}

/** Half-open: `end` is the first instant that is free again. */
export const Interval = z
  .strictObject({ start: Instant, end: Instant })
  .refine(({ start, end }) => start < end, { error: 'The end must be after the start.', path: ['end'] })
  .meta({ id: 'Interval' })

/** Half-open: `end` is the first day after. */
export const Period = z.strictObject({ start: Day, end: Day }).meta({ id: 'Period' })

export const currencies = ['EUR', 'GBP', 'USD', 'CHF'] as const
export const Currency = z.enum(currencies)
export const Locale = z.enum(['es', 'en', 'ca'])
/** Minor units of the currency: cents of a euro. */
export const Minor = z.int().min(-1_000_000_000_000).max(1_000_000_000_000)
export const Price = z.int().min(0).max(100_000_000)
export const BasisPoints = z.int().min(0).max(10_000)
export const Money = z.strictObject({ minor: Minor, currency: Currency }).meta({ id: 'Money' })
export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ example: 'ES' })
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/)
  .meta({ example: 'can-quartet' })

export const cursor = z.string().max(200).optional()
export const limit = z.coerce.number().int().min(1).max(100).default(50)
export const PageQuery = z.strictObject({ cursor, limit })
export const pageOf = <T extends z.ZodType>(item: T, id: string) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id })

/** `?preview=true` on whatever costs money: says what would happen and does nothing. */
export const PreviewQuery = z.strictObject({
  preview: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'With true, answers what would happen and changes nothing.' }),
})
export const IdParam = z.strictObject({ id: Id })

/** RFC 9457. `code` is stable; `detail` is for people. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .loose()
  .meta({ id: 'Problem' })

export type Locale = z.output<typeof Locale>
export type Page<T> = { items: T[]; nextCursor: string | null }
export type Problem = z.output<typeof Problem>
