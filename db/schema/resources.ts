import { boolean, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { basisPoints, day, instant, minor, primaryId, tenantId, tstzrange } from '#db/columns'

/** `weekday` is ISO's: 1 is Monday. `opens` and `closes` are the location's local time. */
export type OpeningHours = { weekday: number; opens: string; closes: string }[]

export const locations = pgTable('locations', {
  tenantId: tenantId(),
  id: primaryId(),
  name: text().notNull(),
  address: text().notNull().default(''),
  timeZone: text().notNull(),
  openingHours: jsonb().$type<OpeningHours>().notNull(),
  version: integer().notNull().default(1),
})

export const resourceKinds = pgTable('resource_kinds', {
  tenantId: tenantId(),
  id: primaryId(),
  code: text().notNull(),
  name: text().notNull(),
  isBookable: boolean().notNull(),
  isAssignable: boolean().notNull(),
  isHandedOver: boolean().notNull().default(false),
})

export const resources = pgTable('resources', {
  tenantId: tenantId(),
  id: primaryId(),
  kindId: uuid().notNull(),
  locationId: uuid().notNull(),
  name: text().notNull(),
  description: text().notNull().default(''),
  units: smallint().notNull().default(1),
  capacity: smallint(),
  floor: text().notNull().default(''),
  amenities: text().array().notNull().default([]),
  memberHourlyMinor: minor().notNull().default(0),
  visitorHourlyMinor: minor().notNull().default(0),
  taxBp: basisPoints().notNull().default(2100),
  stepMinutes: smallint().notNull().default(15),
  minMinutes: smallint().notNull().default(30),
  maxMinutes: smallint().notNull().default(480),
  freeCancelHours: smallint().notNull().default(24),
  isPublic: boolean().notNull().default(true),
  position: integer().notNull().default(0),
  archivedAt: instant(),
  removedAt: instant(),
  importId: uuid(),
  version: integer().notNull().default(1),
})

export const bookings = pgTable('bookings', {
  tenantId: tenantId(),
  id: primaryId(),
  resourceId: uuid().notNull(),
  personId: uuid(),
  visitorName: text(),
  visitorEmail: text(),
  visitorPhone: text(),
  during: tstzrange().notNull(),
  title: text().notNull().default(''),
  note: text().notNull().default(''),
  source: text({ enum: ['console', 'portal', 'embed', 'import'] }).notNull(),
  priceMinor: minor().notNull(),
  taxBp: basisPoints().notNull(),
  creditMinutes: integer().notNull().default(0),
  freeCancelUntil: instant().notNull(),
  createdAt: instant().notNull(),
  createdBy: text().notNull(),
  confirmedAt: instant(),
  declinedAt: instant(),
  lapsedAt: instant(),
  cancelledAt: instant(),
  cancelledBy: text(),
  cancelledLate: boolean(),
  overrideReason: text(),
  importId: uuid(),
})

export const assignments = pgTable('assignments', {
  tenantId: tenantId(),
  id: primaryId(),
  resourceId: uuid().notNull(),
  personId: uuid().notNull(),
  membershipId: uuid(),
  startsOn: day().notNull(),
  endsOn: day(),
  isHandedOver: boolean().notNull(),
  returnedAt: instant(),
  removedAt: instant(),
  importId: uuid(),
})

export const closures = pgTable('closures', {
  tenantId: tenantId(),
  id: primaryId(),
  reason: text().notNull(),
  during: tstzrange().notNull(),
  createdAt: instant().notNull(),
  removedAt: instant(),
})

export const allocations = pgTable('allocations', {
  tenantId: tenantId(),
  id: primaryId(),
  resourceId: uuid().notNull(),
  unit: smallint().notNull().default(1),
  during: tstzrange().notNull(),
  bookingId: uuid(),
  assignmentId: uuid(),
  closureId: uuid(),
  heldUntil: instant(),
  releasedAt: instant(),
})
