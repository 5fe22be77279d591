import * as z from 'zod'
import { BasisPoints, Day, Email, Id, Instant, Interval, Money, Name, Text } from '#contracts/common'

export const bookingStates = [
  'pending_approval',
  'confirmed',
  'completed',
  'declined',
  'expired',
  'cancelled',
] as const
export const BookingState = z.enum(bookingStates)
export type BookingState = z.output<typeof BookingState>

const wanted = { resourceId: Id, during: Interval, title: Text(200).optional(), note: Text(1000).optional() }

/** By the staff, for a member or for a visitor. An override passes every rule but the overlap. */
export const NewBooking = z
  .strictObject({
    ...wanted,
    personId: Id.optional(),
    visitor: z.strictObject({ name: Name(), email: Email, phone: Text(40).optional() }).optional(),
    overrideReason: Name(300).optional(),
  })
  .refine(({ personId, visitor }) => (personId === undefined) !== (visitor === undefined), {
    error: 'Name either a member or a visitor.',
    path: ['personId'],
  })
  .meta({ id: 'NewBooking' })
export type NewBooking = z.output<typeof NewBooking>

/** By a member, for themselves. */
export const NewMemberBooking = z.strictObject(wanted).meta({ id: 'NewMemberBooking' })
/** By a visitor of the space's web site; the space answers. */
export const NewBookingRequest = z
  .strictObject({ ...wanted, name: Name(), email: Email, phone: Text(40).optional() })
  .meta({ id: 'NewBookingRequest' })
export type NewBookingRequest = z.output<typeof NewBookingRequest>

/** One line of a quote: what is taken from where, and why. */
export const QuoteLine = z
  .object({
    kind: z.enum(['credit', 'money']),
    lotId: Id.nullable(),
    /** Name of the lot, for people. */
    name: z.string(),
    minutes: z.int(),
    balanceAfterMinutes: z.int().nullable(),
    amount: Money.nullable(),
    reason: z.string(),
  })
  .meta({ id: 'QuoteLine' })
export const Quote = z
  .object({
    minutes: z.int(),
    creditMinutes: z.int(),
    lines: z.array(QuoteLine),
    /** What will be charged: net, tax on it, and both. */
    net: Money,
    taxBp: BasisPoints,
    tax: Money,
    total: Money,
    freeCancelUntil: Instant,
  })
  .meta({ id: 'Quote' })
export type Quote = z.output<typeof Quote>

export const Booking = z
  .object({
    id: Id,
    resource: z.object({ id: Id, name: z.string() }),
    personId: Id.nullable(),
    /** Who it is for, whoever that is. */
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    isVisitor: z.boolean(),
    during: Interval,
    title: z.string(),
    note: z.string(),
    source: z.enum(['console', 'portal', 'embed', 'import']),
    state: BookingState,
    net: Money,
    taxBp: BasisPoints,
    creditMinutes: z.int(),
    freeCancelUntil: Instant,
    cancelledAt: Instant.nullable(),
    overrideReason: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Booking' })
export type Booking = z.output<typeof Booking>

/** A visitor's own view of what they asked for: no id of anybody else. */
export const BookingRequest = z
  .object({ id: Id, room: z.string(), during: Interval, state: BookingState, total: Money })
  .meta({ id: 'BookingRequest' })
export type BookingRequest = z.output<typeof BookingRequest>

/** What a cancellation gives back and what it keeps. */
export const CancellationPreview = z
  .object({
    isLate: z.boolean(),
    returnedMinutes: z.int(),
    keptMinutes: z.int(),
    forgiven: Money,
    kept: Money,
    reason: z.string(),
  })
  .meta({ id: 'CancellationPreview' })
export type CancellationPreview = z.output<typeof CancellationPreview>

/** By the space a cancellation returns everything; `asMember` applies the member's own terms. */
export const Cancellation = z
  .strictObject({ onBehalfOf: z.enum(['space', 'member']).default('space'), reason: Text(300).optional() })
  .meta({ id: 'Cancellation' })
export const Decline = z.strictObject({ reason: Text(300).optional() }).meta({ id: 'Decline' })

export const CalendarQuery = z
  .strictObject({ from: Day, days: z.coerce.number().int().min(1).max(31).default(1) })
  .meta({ id: 'CalendarQuery' })
/** Everything that takes a bookable place in these days: one request, one round trip. */
export const Calendar = z
  .object({
    from: Day,
    days: z.int(),
    timeZone: z.string(),
    openingHours: z.array(z.object({ weekday: z.int(), opens: z.string(), closes: z.string() })),
    resources: z.array(
      z.object({
        id: Id,
        name: z.string(),
        kindCode: z.string(),
        capacity: z.int().nullable(),
        stepMinutes: z.int(),
        minMinutes: z.int(),
        maxMinutes: z.int(),
      }),
    ),
    bookings: z.array(Booking),
    closures: z.array(z.object({ id: Id, resourceId: Id, during: Interval, reason: z.string() })),
    pending: z.int(),
  })
  .meta({ id: 'Calendar' })
export type Calendar = z.output<typeof Calendar>
