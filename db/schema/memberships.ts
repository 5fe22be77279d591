import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { basisPoints, day, instant, minor, primaryId, tenantId } from '#db/columns'

export const plans = pgTable('plans', {
  tenantId: tenantId(),
  id: primaryId(),
  name: text().notNull(),
  description: text().notNull().default(''),
  priceMinor: minor().notNull(),
  taxBp: basisPoints().notNull(),
  cycleUnit: text({ enum: ['week', 'month', 'year'] })
    .notNull()
    .default('month'),
  cycleCount: smallint().notNull().default(1),
  roomMinutes: integer().notNull().default(0),
  noticeDays: smallint().notNull().default(0),
  isPublic: boolean().notNull().default(true),
  archivedAt: instant(),
  removedAt: instant(),
  importId: uuid(),
  version: integer().notNull().default(1),
})

export const memberships = pgTable('memberships', {
  tenantId: tenantId(),
  id: primaryId(),
  personId: uuid().notNull(),
  planId: uuid().notNull(),
  payerId: uuid().notNull(),
  priceMinor: minor().notNull(),
  startsOn: day().notNull(),
  endsOn: day(),
  billingDay: smallint(),
  billFrom: day().notNull(),
  endedBy: text(),
  voidedAt: instant(),
  importId: uuid(),
  version: integer().notNull().default(1),
})
