import * as z from 'zod'
import { Charge, InvoiceSummary } from '#contracts/billing'
import { Booking } from '#contracts/bookings'
import { Country, cursor, Email, Id, Instant, Locale, limit, Money, Name, Text } from '#contracts/common'
import { CreditLot } from '#contracts/credits'
import { Membership } from '#contracts/memberships'
import { Assignment } from '#contracts/resources'

/** How a person's or company's invoices are addressed. */
export const PayerData = z.strictObject({
  legalName: Name(200),
  taxId: Text(40),
  address: Text(200),
  postalCode: Text(20),
  city: Text(100),
  country: Country,
  email: z.union([z.literal(''), Email]),
  iban: Text(42),
})
export type PayerData = z.output<typeof PayerData>

export const NewPerson = z
  .strictObject({
    givenName: Name(),
    familyName: Text(160).default(''),
    email: Email,
    phone: Text(40).default(''),
    locale: Locale.optional(),
    notes: Text(4000).default(''),
    payer: PayerData.partial().optional(),
  })
  .meta({ id: 'NewPerson' })
export type NewPerson = z.output<typeof NewPerson>

export const PersonChange = z
  .strictObject({
    givenName: Name(),
    familyName: Text(160),
    email: Email,
    phone: Text(40),
    locale: Locale,
    notes: Text(4000),
    payer: PayerData.partial(),
  })
  .partial()
  .meta({ id: 'PersonChange' })
export type PersonChange = z.output<typeof PersonChange>

export const PersonSummary = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    company: z.string().nullable(),
    plan: z.string().nullable(),
    standing: z.enum(['member', 'upcoming', 'ending', 'former', 'contact']),
    /** Open on issued invoices. */
    owed: Money,
  })
  .meta({ id: 'PersonSummary' })
export type PersonSummary = z.output<typeof PersonSummary>

export const PeopleQuery = z.strictObject({
  cursor,
  limit,
  q: z.string().max(100).optional(),
  standing: z.enum(['member', 'upcoming', 'ending', 'former', 'contact']).optional(),
})

export const HistoryEntry = z
  .object({
    id: Id,
    at: Instant,
    name: z.string(),
    actorKind: z.enum(['staff', 'member', 'visitor', 'job']),
    actorName: z.string(),
    changes: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' })
export type HistoryEntry = z.output<typeof HistoryEntry>

/** Everything about one person, on one screen and in one request. */
export const Person = z
  .object({
    id: Id,
    givenName: z.string(),
    familyName: z.string(),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    locale: Locale,
    notes: z.string(),
    company: z.object({ id: Id, name: z.string() }).nullable(),
    payer: PayerData.extend({ id: Id, isCompany: z.boolean() }).nullable(),
    memberships: z.array(Membership),
    lots: z.array(CreditLot),
    bookings: z.array(Booking),
    assignments: z.array(Assignment),
    charges: z.array(Charge),
    invoices: z.array(InvoiceSummary),
    history: z.array(HistoryEntry),
    version: z.int(),
  })
  .meta({ id: 'Person' })
export type Person = z.output<typeof Person>
