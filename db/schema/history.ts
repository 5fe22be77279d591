import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, tenantId } from '#db/columns'

export const events = pgTable('events', {
  tenantId: tenantId(),
  id: primaryId(),
  at: instant().notNull(),
  name: text().notNull(),
  actorKind: text({ enum: ['staff', 'member', 'visitor', 'job'] }).notNull(),
  actorId: text().notNull(),
  subjectKind: text().notNull(),
  subjectId: uuid().notNull(),
  personId: uuid(),
  changes: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  requestId: text(),
})

export const mails = pgTable('mails', {
  tenantId: tenantId(),
  id: primaryId(),
  dedupeKey: text().notNull(),
  template: text().notNull(),
  recipient: text().notNull(),
  replyTo: text(),
  subject: text().notNull(),
  html: text().notNull(),
  bodyText: text().notNull(),
  invoiceId: uuid(),
  personId: uuid(),
  queuedAt: instant().notNull(),
  nextTryAt: instant().notNull(),
  attempts: integer().notNull().default(0),
  sentAt: instant(),
  failedAt: instant(),
  lastError: text(),
  providerId: text(),
})

export const idempotencyKeys = pgTable('idempotency_keys', {
  tenantId: tenantId(),
  caller: text().notNull(),
  key: text().notNull(),
  bodyHash: text().notNull(),
  status: integer(),
  answer: text(),
  contentType: text(),
  createdAt: instant().notNull(),
})
