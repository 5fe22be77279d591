import * as z from 'zod'
import { Day, Id, Instant, Name, Period, Price, Text } from '#contracts/common'

export const CreditLot = z
  .object({
    id: Id,
    name: z.string(),
    kind: z.enum(['minutes', 'uses', 'days', 'money']),
    source: z.enum(['promotional', 'plan', 'purchase']),
    scope: z.enum(['resource', 'kind', 'everything']),
    scopeName: z.string().nullable(),
    granted: z.int(),
    balance: z.int(),
    validFrom: Instant,
    expiresAt: Instant.nullable(),
    period: Period.nullable(),
    state: z.enum(['active', 'exhausted', 'expired', 'revoked']),
  })
  .meta({ id: 'CreditLot' })
export type CreditLot = z.output<typeof CreditLot>

export const CreditEntry = z
  .object({
    id: Id,
    lotId: Id,
    lotName: z.string(),
    amount: z.int(),
    reason: z.enum(['granted', 'spent', 'returned', 'lapsed', 'adjusted', 'revoked']),
    bookingId: Id.nullable(),
    note: z.string(),
    at: Instant,
  })
  .meta({ id: 'CreditEntry' })
export type CreditEntry = z.output<typeof CreditEntry>

/** Hours given or sold to a person. With a price, the sale is a charge that reaches the next invoice. */
export const NewCreditLot = z
  .strictObject({
    personId: Id,
    name: Name(),
    minutes: z.int().min(1).max(600_000),
    source: z.enum(['promotional', 'purchase']),
    scopeKindId: Id.optional(),
    /** The last day on which it may be used. */
    expiresOn: Day.optional(),
    priceMinor: Price.optional(),
    note: Text(300).optional(),
  })
  .meta({ id: 'NewCreditLot' })
export type NewCreditLot = z.output<typeof NewCreditLot>
