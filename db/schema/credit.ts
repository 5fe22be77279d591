import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { daterange, instant, minor, primaryId, tenantId } from '#db/columns'

export const creditLots = pgTable('credit_lots', {
  tenantId: tenantId(),
  id: primaryId(),
  personId: uuid(),
  companyId: uuid(),
  kind: text({ enum: ['minutes', 'uses', 'days', 'money'] }).notNull(),
  name: text().notNull(),
  source: text({ enum: ['promotional', 'plan', 'purchase'] }).notNull(),
  scope: text({ enum: ['resource', 'kind', 'everything'] }).notNull(),
  scopeId: uuid(),
  granted: minor().notNull(),
  /** Kept by Postgres: the sum of the lot's entries. */
  balance: minor().notNull().default(0),
  validFrom: instant().notNull(),
  expiresAt: instant(),
  membershipId: uuid(),
  period: daterange(),
  createdAt: instant().notNull(),
  revokedAt: instant(),
  importId: uuid(),
})

export const creditEntries = pgTable('credit_entries', {
  tenantId: tenantId(),
  id: primaryId(),
  lotId: uuid().notNull(),
  amount: minor().notNull(),
  reason: text({ enum: ['granted', 'spent', 'returned', 'lapsed', 'adjusted', 'revoked'] }).notNull(),
  bookingId: uuid(),
  note: text().notNull().default(''),
  at: instant().notNull(),
  actor: text().notNull(),
})
