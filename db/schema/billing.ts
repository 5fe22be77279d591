import { integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Party } from '#contracts/billing'
import { basisPoints, daterange, day, instant, minor, primaryId, tenantId } from '#db/columns'

export const charges = pgTable('charges', {
  tenantId: tenantId(),
  id: primaryId(),
  payerId: uuid().notNull(),
  personId: uuid(),
  kind: text({ enum: ['period', 'booking', 'cancellation', 'one_off'] }).notNull(),
  membershipId: uuid(),
  bookingId: uuid(),
  period: daterange(),
  description: text().notNull(),
  amountMinor: minor().notNull(),
  taxBp: basisPoints().notNull(),
  occurredOn: day().notNull(),
  createdAt: instant().notNull(),
  voidedAt: instant(),
})

export const invoiceSeries = pgTable('invoice_series', {
  tenantId: tenantId(),
  id: primaryId(),
  kind: text({ enum: ['ordinary', 'simplified', 'rectifying'] }).notNull(),
  year: smallint().notNull(),
  prefix: text().notNull(),
  nextNumber: integer().notNull().default(1),
  lastIssuedOn: day(),
})

export const invoiceRuns = pgTable('invoice_runs', {
  tenantId: tenantId(),
  id: primaryId(),
  through: day().notNull(),
  issuedOn: day().notNull(),
  excludedPayers: uuid().array().notNull().default([]),
  payersTotal: integer().notNull(),
  payersDone: integer().notNull().default(0),
  startedBy: text().notNull(),
  startedAt: instant().notNull(),
  finishedAt: instant(),
})

export const invoices = pgTable('invoices', {
  tenantId: tenantId(),
  id: primaryId(),
  seriesId: uuid().notNull(),
  number: integer().notNull(),
  fullNumber: text().notNull(),
  issuedOn: day().notNull(),
  dueOn: day().notNull(),
  payerId: uuid().notNull(),
  payer: jsonb().$type<Party>().notNull(),
  issuer: jsonb().$type<Party>().notNull(),
  locale: text({ enum: ['es', 'en', 'ca'] }).notNull(),
  currency: text().notNull(),
  netMinor: minor().notNull(),
  taxMinor: minor().notNull(),
  totalMinor: minor().notNull(),
  runId: uuid(),
  createdAt: instant().notNull(),
  pdfKey: text(),
  pdfSha256: text(),
})

export const invoiceLines = pgTable('invoice_lines', {
  tenantId: tenantId(),
  id: primaryId(),
  invoiceId: uuid().notNull(),
  position: smallint().notNull(),
  chargeId: uuid().notNull(),
  description: text().notNull(),
  period: daterange(),
  amountMinor: minor().notNull(),
  taxBp: basisPoints().notNull(),
})

export const invoiceTaxes = pgTable('invoice_taxes', {
  tenantId: tenantId(),
  invoiceId: uuid().notNull(),
  taxBp: basisPoints().notNull(),
  baseMinor: minor().notNull(),
  taxMinor: minor().notNull(),
})

export const payments = pgTable('payments', {
  tenantId: tenantId(),
  id: primaryId(),
  invoiceId: uuid().notNull(),
  amountMinor: minor().notNull(),
  method: text({ enum: ['transfer', 'cash', 'bizum', 'pos', 'direct_debit'] }).notNull(),
  receivedOn: day().notNull(),
  reference: text().notNull().default(''),
  createdAt: instant().notNull(),
  recordedBy: text().notNull(),
  voidedAt: instant(),
})
