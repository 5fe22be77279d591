import * as z from 'zod'
import { BasisPoints, Day, Id, Instant, Money, Name, Period, Price, Text } from '#contracts/common'

const planFields = {
  name: Name(),
  description: Text(1000),
  priceMinor: Price,
  taxBp: BasisPoints,
  cycleUnit: z.enum(['week', 'month', 'year']),
  cycleCount: z.int().min(1).max(36),
  roomMinutes: z.int().min(0).max(60_000),
  noticeDays: z.int().min(0).max(365),
  isPublic: z.boolean(),
}
export const Plan = z
  .object({ ...planFields, id: Id, members: z.int(), archivedAt: Instant.nullable(), version: z.int() })
  .meta({ id: 'Plan' })
export type Plan = z.output<typeof Plan>
export const NewPlan = z
  .strictObject(planFields)
  .partial()
  .extend({ name: Name(), priceMinor: Price })
  .meta({ id: 'NewPlan' })
export type NewPlan = z.output<typeof NewPlan>
export const PlanChange = z
  .strictObject(planFields)
  .extend({ isArchived: z.boolean() })
  .partial()
  .meta({ id: 'PlanChange' })
export type PlanChange = z.output<typeof PlanChange>

export const membershipStates = ['upcoming', 'active', 'ending', 'ended'] as const
export const Membership = z
  .object({
    id: Id,
    personId: Id,
    plan: z.object({ id: Id, name: z.string() }),
    payer: z.object({ id: Id, name: z.string() }),
    price: Money,
    taxBp: BasisPoints,
    cycleUnit: z.enum(['week', 'month', 'year']),
    cycleCount: z.int(),
    startsOn: Day,
    endsOn: Day.nullable(),
    billingDay: z.int().nullable(),
    billFrom: Day,
    state: z.enum(membershipStates),
    /** The last day that has been charged; null before the first charge. */
    chargedUntil: Day.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Membership' })
export type Membership = z.output<typeof Membership>

export const NewMembership = z
  .strictObject({
    personId: Id,
    planId: Id,
    startsOn: Day,
    priceMinor: Price.optional(),
    /** Null: from the day it starts; absent: as the space bills. */
    billingDay: z.int().min(1).max(28).nullable().optional(),
  })
  .meta({ id: 'NewMembership' })
export type NewMembership = z.output<typeof NewMembership>

export const PeriodCharge = z.object({
  description: z.string(),
  period: Period,
  amount: Money,
  days: z.int(),
  ofDays: z.int(),
})
export const MembershipPreview = z
  .object({ charges: z.array(PeriodCharge), grantedMinutes: z.int(), nextPeriodStartsOn: Day })
  .meta({ id: 'MembershipPreview' })
export type MembershipPreview = z.output<typeof MembershipPreview>

export const Ending = z
  .strictObject({ endsOn: Day, bookingsAfter: z.enum(['cancel', 'keep']).default('cancel') })
  .meta({ id: 'Ending' })
export type Ending = z.output<typeof Ending>

/** Leaving, before it is confirmed: everything that will happen, in one answer. */
export const EndingPreview = z
  .object({
    endsOn: Day,
    lastPeriod: Period.nullable(),
    bookingsAfter: z.array(
      z.object({ id: Id, resource: z.string(), during: z.object({ start: Instant, end: Instant }) }),
    ),
    lotsThatLapse: z.array(z.object({ id: Id, name: z.string(), balance: z.int() })),
    lotsThatStay: z.array(z.object({ id: Id, name: z.string(), balance: z.int() })),
    assignments: z.array(
      z.object({
        id: Id,
        resource: z.string(),
        kindCode: z.string(),
        isHandedOver: z.boolean(),
        freeFrom: Day.nullable(),
      }),
    ),
    openInvoices: z.array(z.object({ id: Id, fullNumber: z.string(), open: Money })),
    uninvoiced: Money,
  })
  .meta({ id: 'EndingPreview' })
export type EndingPreview = z.output<typeof EndingPreview>
