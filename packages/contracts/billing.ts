import * as z from 'zod'
import {
  BasisPoints,
  Country,
  cursor,
  Day,
  Id,
  Instant,
  Locale,
  limit,
  Money,
  Period,
  Text,
} from '#contracts/common'

/** A party of a document, as it was on the day of issue. */
export const Party = z
  .object({
    legalName: z.string(),
    taxId: z.string(),
    address: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: Country,
    email: z.string(),
    iban: z.string(),
  })
  .meta({ id: 'Party' })
export type Party = z.output<typeof Party>

export const Charge = z
  .object({
    id: Id,
    kind: z.enum(['period', 'booking', 'cancellation', 'one_off']),
    description: z.string(),
    period: Period.nullable(),
    amount: Money,
    taxBp: BasisPoints,
    occurredOn: Day,
    invoiceId: Id.nullable(),
  })
  .meta({ id: 'Charge' })
export type Charge = z.output<typeof Charge>

export const settlements = ['open', 'partly_paid', 'paid', 'overdue'] as const
export const InvoiceSummary = z
  .object({
    id: Id,
    fullNumber: z.string(),
    issuedOn: Day,
    dueOn: Day,
    payerName: z.string(),
    personId: Id.nullable(),
    total: Money,
    paid: Money,
    settlement: z.enum(settlements),
    sentAt: Instant.nullable(),
    hasPdf: z.boolean(),
  })
  .meta({ id: 'InvoiceSummary' })
export type InvoiceSummary = z.output<typeof InvoiceSummary>

export const Payment = z
  .object({
    id: Id,
    amount: Money,
    method: z.enum(['transfer', 'cash', 'bizum', 'pos', 'direct_debit']),
    receivedOn: Day,
    reference: z.string(),
    voidedAt: Instant.nullable(),
  })
  .meta({ id: 'Payment' })
export const NewPayment = z
  .strictObject({
    amountMinor: z.int().min(1).max(100_000_000),
    method: z.enum(['transfer', 'cash', 'bizum', 'pos', 'direct_debit']),
    receivedOn: Day,
    reference: Text(200).optional(),
  })
  .meta({ id: 'NewPayment' })
export type NewPayment = z.output<typeof NewPayment>

export const Invoice = InvoiceSummary.extend({
  payer: Party,
  issuer: Party,
  locale: Locale,
  net: Money,
  tax: Money,
  lines: z.array(
    z.object({
      position: z.int(),
      description: z.string(),
      period: Period.nullable(),
      amount: Money,
      taxBp: BasisPoints,
    }),
  ),
  taxes: z.array(z.object({ taxBp: BasisPoints, base: Money, tax: Money })),
  payments: z.array(Payment),
}).meta({ id: 'Invoice' })
export type Invoice = z.output<typeof Invoice>

export const InvoiceQuery = z.strictObject({
  cursor,
  limit,
  settlement: z.enum(settlements).optional(),
  runId: Id.optional(),
  personId: Id.optional(),
})

export const NewRun = z
  .strictObject({
    /** Everything owed up to and including this day: periods that begin by then, usage that happened by then. */
    through: Day,
    excludedPayers: z.array(Id).max(1000).default([]),
    sendMail: z.boolean().default(true),
  })
  .meta({ id: 'NewRun' })
export type NewRun = z.output<typeof NewRun>

export const RunPreview = z
  .object({
    through: Day,
    issuedOn: Day,
    payers: z.array(
      z.object({
        payerId: Id,
        personId: Id.nullable(),
        name: z.string(),
        taxId: z.string(),
        lines: z.array(
          z.object({ description: z.string(), period: Period.nullable(), amount: Money, taxBp: BasisPoints }),
        ),
        net: Money,
        tax: Money,
        total: Money,
        /** The total of this payer's last invoice, to see at a glance what changed. */
        lastTotal: Money.nullable(),
        warnings: z.array(z.string()),
      }),
    ),
    net: Money,
    tax: Money,
    total: Money,
    firstNumber: z.string(),
    blockers: z.array(z.string()),
  })
  .meta({ id: 'RunPreview' })
export type RunPreview = z.output<typeof RunPreview>

export const InvoiceRun = z
  .object({
    id: Id,
    through: Day,
    issuedOn: Day,
    payersTotal: z.int(),
    payersDone: z.int(),
    invoices: z.int(),
    total: Money,
    withoutPdf: z.int(),
    mailsWaiting: z.int(),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'InvoiceRun' })
export type InvoiceRun = z.output<typeof InvoiceRun>
