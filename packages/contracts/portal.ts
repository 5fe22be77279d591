import * as z from 'zod'
import { InvoiceSummary } from '#contracts/billing'
import { Booking } from '#contracts/bookings'
import { Money } from '#contracts/common'
import { CreditLot } from '#contracts/credits'
import { Membership } from '#contracts/memberships'
import { Assignment } from '#contracts/resources'

/** A member's first screen: one request, one round trip. */
export const PortalHome = z
  .object({
    memberships: z.array(Membership),
    lots: z.array(CreditLot),
    /** Minutes usable today, over all lots. */
    minutesLeft: z.int(),
    bookings: z.array(Booking),
    invoices: z.array(InvoiceSummary),
    open: Money,
    assignments: z.array(Assignment),
  })
  .meta({ id: 'PortalHome' })
export type PortalHome = z.output<typeof PortalHome>
