import { integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { basisPoints, bytea, instant, primaryId, tenantId } from '#db/columns'

export const imports = pgTable('imports', {
  tenantId: tenantId(),
  id: primaryId(),
  kind: text({ enum: ['members', 'vouchers', 'bookings'] }).notNull(),
  fileName: text().notNull(),
  file: bytea().notNull(),
  mapping: jsonb().notNull(),
  options: jsonb().notNull().default({}),
  report: jsonb(),
  rowsTotal: integer().notNull().default(0),
  rowsDone: integer().notNull().default(0),
  createdAt: instant().notNull(),
  confirmedAt: instant(),
  finishedAt: instant(),
  failedAt: instant(),
  lastError: text(),
  undoneAt: instant(),
})

export const staff = pgTable('staff', {
  tenantId: tenantId(),
  id: primaryId(),
  identityId: uuid().notNull(),
  name: text().notNull(),
  role: text({ enum: ['owner', 'manager', 'front_desk', 'accountant', 'reader'] }).notNull(),
  locale: text({ enum: ['es', 'en', 'ca'] }).notNull(),
  removedAt: instant(),
})

export const companies = pgTable('companies', {
  tenantId: tenantId(),
  id: primaryId(),
  name: text().notNull(),
  removedAt: instant(),
  importId: uuid(),
  version: integer().notNull().default(1),
})

export const people = pgTable('people', {
  tenantId: tenantId(),
  id: primaryId(),
  identityId: uuid(),
  givenName: text().notNull(),
  familyName: text().notNull().default(''),
  name: text().notNull().generatedAlwaysAs(''),
  email: text().notNull(),
  phone: text().notNull().default(''),
  locale: text({ enum: ['es', 'en', 'ca'] }).notNull(),
  notes: text().notNull().default(''),
  companyId: uuid(),
  removedAt: instant(),
  importId: uuid(),
  version: integer().notNull().default(1),
})

export const payers = pgTable('payers', {
  tenantId: tenantId(),
  id: primaryId(),
  personId: uuid(),
  companyId: uuid(),
  legalName: text().notNull(),
  taxId: text().notNull().default(''),
  address: text().notNull().default(''),
  postalCode: text().notNull().default(''),
  city: text().notNull().default(''),
  country: text().notNull(),
  email: text().notNull().default(''),
  iban: text().notNull().default(''),
  locale: text({ enum: ['es', 'en', 'ca'] }).notNull(),
  removedAt: instant(),
  importId: uuid(),
  version: integer().notNull().default(1),
})

export const issuers = pgTable('issuers', {
  tenantId: tenantId(),
  legalName: text().notNull(),
  taxId: text().notNull().default(''),
  address: text().notNull().default(''),
  postalCode: text().notNull().default(''),
  city: text().notNull().default(''),
  country: text().notNull(),
  email: text().notNull().default(''),
  iban: text().notNull().default(''),
  invoiceNote: text().notNull().default(''),
  billingDay: smallint(),
  paymentDays: smallint().notNull().default(15),
  defaultTaxBp: basisPoints().notNull().default(2100),
  version: integer().notNull().default(1),
})

export const embedOrigins = pgTable('embed_origins', {
  tenantId: tenantId(),
  origin: text().notNull(),
})
