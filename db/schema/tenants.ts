import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '#db/columns'

/** The global tables: what belongs to no single space. `db/guard.test.ts` knows them by name. */
export const tenants = pgTable('tenants', {
  id: uuid().notNull(),
  slug: text().notNull(),
  name: text().notNull(),
  country: text().notNull(),
  timeZone: text().notNull(),
  currency: text().notNull(),
  locale: text().notNull(),
  accent: text().notNull().default('#0f766e'),
  clockOffset: text(),
})

export const identities = pgTable('identities', {
  id: uuid().notNull(),
  email: text().notNull(),
  passwordHash: text(),
})

export const identitySpaces = pgTable('identity_spaces', {
  identityId: uuid().notNull(),
  tenantId: uuid().notNull(),
})

export const sessions = pgTable('sessions', {
  idHash: text().notNull(),
  identityId: uuid().notNull(),
  tenantId: uuid().notNull(),
  audience: text({ enum: ['staff', 'member'] }).notNull(),
  expiresAt: instant().notNull(),
})

export const signInLinks = pgTable('sign_in_links', {
  tokenHash: text().notNull(),
  email: text().notNull(),
  tenantId: uuid(),
  audience: text({ enum: ['staff', 'member'] }).notNull(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
})

export const attempts = pgTable('attempts', {
  key: text().notNull(),
  windowStart: instant().notNull(),
  count: integer().notNull().default(1),
})
