import { sql } from 'drizzle-orm'
import { bigint, customType, integer, uuid } from 'drizzle-orm/pg-core'
import type { Day, Instant, Interval, Period } from '#time'

/** Postgres writes `2026-11-02 09:00:00+00`; the rest of Nave knows one spelling of an instant. */
function toInstant(value: string | Date): Instant {
  const at = value instanceof Date ? value : new Date(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return at.toISOString() as Instant
}

function bounds(range: string): [string, string] {
  const [start = '', end = ''] = range.slice(1, -1).split(',')
  return [start.replaceAll('"', ''), end.replaceAll('"', '')]
}

export function toInterval(range: string): Interval {
  const [start, end] = bounds(range)
  return { start: toInstant(start), end: toInstant(end) }
}

export function toPeriod(range: string): Period {
  const [start, end] = bounds(range)
  return { start: start as Day, end: end as Day }
}

export const instant = customType<{ data: Instant; driverData: string | Date }>({
  dataType: () => 'timestamptz',
  fromDriver: toInstant,
})

export const day = customType<{ data: Day; driverData: string }>({ dataType: () => 'date' })

/** Half-open, as `[start,end)`. */
export const tstzrange = customType<{ data: Interval; driverData: string }>({
  dataType: () => 'tstzrange',
  fromDriver: toInterval,
  toDriver: ({ start, end }) => `[${start},${end})`,
})

/** Half-open, as `[start,end)`. */
export const daterange = customType<{ data: Period; driverData: string }>({
  dataType: () => 'daterange',
  fromDriver: toPeriod,
  toDriver: ({ start, end }) => `[${start},${end})`,
})

export const bytea = customType<{ data: Uint8Array; driverData: string | Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => (typeof value === 'string' ? fromHex(value.slice(2)) : value),
  toDriver: (bytes) => `\\x${toHex(bytes)}`,
})

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16),
  )
}

export const minor = () => bigint({ mode: 'number' })
export const basisPoints = () => integer()
/** Made by Postgres unless a statement needs to know it beforehand. */
export const primaryId = () => uuid().notNull().default(sql`uuidv7()`)
/** Comes from the door (`db/tenant.ts`): nobody ever writes it. */
export const tenantId = () => uuid().notNull().default(sql`current_tenant()`)
